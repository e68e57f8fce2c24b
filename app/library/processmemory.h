// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sitebook {

/// Lets the threads of this process share few heaps. glibc gives nearly every thread one of its own, and what those
/// that read a library were given stays with them. To be called before there are threads.
void shareHeaps();
/// Gives back to the system what was freed. Takes some milliseconds where much was; for any thread.
void returnFreedMemory();

} // namespace sitebook
