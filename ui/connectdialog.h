// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

#include <chrono>

class QLabel;
class QLineEdit;
class QListWidget;
class QNetworkAccessManager;
class QPushButton;

namespace sitebook {

class FieldNote;
class SavedServerList;
class ServerDiscovery;
class ServerProbe;

/// Asks which server to connect to: one found on this computer, or any address.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget *parent = nullptr);

    /// The address of a server that \a text means; empty when it means none.
    static QUrl serverUrl(const QString &text);
    ~ConnectDialog() override;

    /// Looks on \a ports of this computer instead of the usual ones.
    void setPorts(const QList<quint16> &ports);
    /// How long a server that is tested may be silent; 10 seconds unless set.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    /// The address of the server; empty when what is typed is none.
    QUrl url() const;

signals:
    /// The person wants to connect to \a url, which may not have been tested.
    void chosen(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QNetworkAccessManager *m_network;
    ServerDiscovery *m_discovery;
    bool m_hasLooked = false;
    std::chrono::milliseconds m_patience = std::chrono::seconds(10);
    /// The running test; deleting it ends the test.
    ServerProbe *m_probe = nullptr;
    /// Those who count the websites of the servers that were found.
    QObject *m_counters = nullptr;
    /// What was in the name field when nobody typed there.
    QString m_suggestedName;

    SavedServerList *m_saved;
    QListWidget *m_servers;
    QLabel *m_discoveryLabel;
    QPushButton *m_again;
    QLineEdit *m_address;
    QLineEdit *m_name;
    QPushButton *m_test;
    FieldNote *m_note;
    QPushButton *m_connect;

    QWidget *makeServerList();
    QWidget *makeAddress();
    void look();
    void addServer(const QUrl &url, const QString &version);
    void showDiscovery();
    /// Says what is wrong with the address; true when nothing is.
    bool checkAddressField();
    void startTest();
    void endTest();
    void showTest();
    void suggestName();
    void connectToServer();
};

} // namespace sitebook
