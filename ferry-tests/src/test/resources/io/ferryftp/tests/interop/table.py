"""One thing done with Python's ftplib.

Arguments: host, port, user, password, `active` or `passive`, `clear` or the file of the authority,
and the thing: `list DIRECTORY`, `get REMOTE LOCAL`, `put LOCAL REMOTE`, `reget`, `reput`,
`delete NAME`, `rename FROM TO`, `mkdir NAME`, `rmdir NAME`, `time NAME`, `version`.
"""

import ftplib
import os
import ssl
import sys


class Session(ftplib.FTP_TLS):
    """Offers the session of the control connection on every data connection."""

    def ntransfercmd(self, cmd, rest=None):
        data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        data = self.context.wrap_socket(
            data, server_hostname=self.host, session=self.sock.session
        )
        return data, size


def connected(host, port, user, password, mode, authority):
    if authority == "clear":
        ftp = ftplib.FTP(timeout=30)
    else:
        ftp = Session(context=ssl.create_default_context(cafile=authority), timeout=30)
    ftp.connect(host, int(port))
    ftp.login(user, password)
    if authority != "clear":
        ftp.prot_p()
    ftp.set_pasv(mode == "passive")
    ftp.voidcmd("TYPE I")  # for SIZE, which otherwise counts a text
    return ftp


def run(ftp, verb, name, other=None):
    if verb == "list":
        ftp.dir(name)
    elif verb in ("get", "reget"):
        rest = os.path.getsize(other) if verb == "reget" else None
        with open(other, "ab" if rest else "wb") as to:
            ftp.retrbinary("RETR " + name, to.write, rest=rest)
    elif verb in ("put", "reput"):
        with open(name, "rb") as source:
            rest = ftp.size(other) if verb == "reput" else None
            source.seek(rest or 0)
            ftp.storbinary("STOR " + other, source, rest=rest)
    elif verb == "delete":
        ftp.delete(name)
    elif verb == "rename":
        ftp.rename(name, other)
    elif verb == "mkdir":
        ftp.mkd(name)
    elif verb == "rmdir":
        ftp.rmd(name)
    elif verb == "time":
        print(dict(ftp.mlsd(facts=["modify"]))[name]["modify"])
    else:
        raise ValueError(verb)


if sys.argv[7] == "version":
    print("Python", sys.version)
else:
    with connected(*sys.argv[1:7]) as session:
        run(session, *sys.argv[7:])
