// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/processmemory.h"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sitebook {

void shareHeaps()
{
#ifdef __GLIBC__
    constexpr int heaps = 4; // with fewer the window waits for the others at its start
    mallopt(M_ARENA_MAX, heaps);
#endif
}

void returnFreedMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace sitebook
