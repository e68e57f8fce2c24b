// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Feeds a fuzz target the files of a folder: replay_<target> FOLDER. For compilers without libFuzzer, and for the
// tests.
#include <QDir>
#include <QFile>

#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    const QDir folder(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    const QStringList names = argc == 2 ? folder.entryList(QDir::Files, QDir::Name) : QStringList();
    if (names.isEmpty()) {
        std::fprintf(stderr, "usage: %s FOLDER, with files in it\n", argv[0]);
        return EXIT_FAILURE;
    }
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", qPrintable(name));
            return EXIT_FAILURE;
        }
        // Said before, so that the last line names the input of a crash.
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout);
        const QByteArray content = file.readAll();
        LLVMFuzzerTestOneInput(
            reinterpret_cast<const std::uint8_t *>(content.constData()), static_cast<std::size_t>(content.size()));
    }
    std::printf("%d inputs\n", static_cast<int>(names.size()));
    return EXIT_SUCCESS;
}
