# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Qt6 6.4 REQUIRED COMPONENTS Concurrent)
sitebook_library(
  sitebook_dialogs
  SOURCES
  connectdialog.cpp
  connectdialog.h
  fieldnote.cpp
  fieldnote.h
  importdialog.cpp
  importdialog.h
  importjob.cpp
  importjob.h
  importmodels.cpp
  importmodels.h
  importpreview.cpp
  importpreview.h
  importsteps.cpp
  importsteps.h
  languages.cpp
  languages.h
  materialdialog.cpp
  materialdialog.h
  theme.cpp
  theme.h
  LINK
  Qt6::Concurrent
  Qt6::Svg
  Qt6::Widgets
  sitebook_exchange
  sitebook_models
  sitebook_session
  sitebook_web
  PCH
  <QtCore>
  <QtWidgets>)
