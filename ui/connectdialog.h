// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

class QLabel;
class QLineEdit;
class QListWidget;
class QNetworkAccessManager;
class QPushButton;

namespace sitebook {

class ApiClient;
class ApiReply;
class FieldNote;
class ServerDiscovery;

/// Asks which server to connect to: one found on this computer, or any address.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget *parent = nullptr);
    ~ConnectDialog() override;

    /// Looks on \a ports of this computer instead of the usual ones.
    void setPorts(const QList<quint16> &ports);
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
    /// The client of the running test; deleting it ends the test.
    ApiClient *m_client = nullptr;
    QString m_version;

    QListWidget *m_servers;
    QLabel *m_discoveryLabel;
    QPushButton *m_again;
    QLineEdit *m_address;
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
    void askVersion();
    void countWebsites();
    void showCounted(qsizetype count);
    void connectToServer();
};

} // namespace sitebook
