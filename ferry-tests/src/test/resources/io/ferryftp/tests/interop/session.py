"""Python's ftplib with the override that its users write to resume TLS sessions.

Arguments: host, port, user, password, file of the authority, version of TLS, `reuse` or `full`, and
commands: `list DIRECTORY`, `get REMOTE LOCAL`, `put LOCAL REMOTE`, each as one argument. Writes the
names of each listing, and to standard error how many data connections were resumed.
"""

import ftplib
import shlex
import ssl
import sys


class Session(ftplib.FTP_TLS):
    """Offers the session of the control connection on every data connection."""

    resumed = 0

    def ntransfercmd(self, cmd, rest=None):
        data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        data = self.context.wrap_socket(
            data, server_hostname=self.host, session=self.sock.session
        )
        self.resumed += data.session_reused
        return data, size


def main(host, port, user, password, authority, version, way, *commands):
    kind = Session if way == "reuse" else ftplib.FTP_TLS
    context = ssl.create_default_context(cafile=authority)
    context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    with kind(context=context, timeout=30) as ftp:
        ftp.connect(host, int(port))
        ftp.login(user, password)
        ftp.prot_p()
        for command in commands:
            verb, *names = shlex.split(command)
            if verb == "list":
                print("\n".join(ftp.nlst(names[0])))
            elif verb == "get":
                with open(names[1], "wb") as to:
                    ftp.retrbinary("RETR " + names[0], to.write)
            elif verb == "put":
                with open(names[0], "rb") as source:
                    ftp.storbinary("STOR " + names[1], source)
        if way == "reuse":
            print("resumed", ftp.resumed, file=sys.stderr)


main(*sys.argv[1:])
