"""Offers one session of a control connection again and again, with OpenSSL or with GnuTLS.

Arguments: `openssl` or `gnutls`, `TLSv1.2` or `TLSv1.3`, the ports for control and for data
connections of one server session, and those of another. Data connections are sent one octet and are
then ended. Writes how many of eight were resumed in series and at once, and what became of the
session on the data port of the other. Ends with 77 where the library is missing.
"""

import concurrent.futures
import ctypes
import socket
import ssl
import sys

TIMES = 8
LIMIT = 30
MISSING = 77


class OpenSsl:
    def __init__(self, version):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.check_hostname = False
        self.context.verify_mode = ssl.CERT_NONE
        number = ssl.TLSVersion[version.replace(".", "_")]
        self.context.minimum_version = self.context.maximum_version = number

    def control(self, port):
        """A protected connection that stays, and its session."""
        wire = self.context.wrap_socket(connect(port))
        assert wire.recv(1) == b"x"
        return wire, wire.session

    def data(self, port, session):
        """Whether the session was resumed and the octet came; None if the server refused."""
        try:
            with self.context.wrap_socket(connect(port), session=session) as wire:
                return wire.recv(1) == b"x" and wire.session_reused
        except OSError:
            return None


class Datum(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_uint)]


class GnuTls:
    CLIENT = 2
    CERTIFICATE = 1
    AGAIN = (-28, -52)  # A ticket has come instead of data; a signal.

    def __init__(self, version):
        try:
            self.library = ctypes.CDLL("libgnutls.so.30")
        except OSError as missing:
            print(missing, file=sys.stderr)
            sys.exit(MISSING)
        self.priority = ("NORMAL:-VERS-ALL:+VERS-" + version.replace("v", "")).encode()
        self.credentials = ctypes.c_void_p()
        self.library.gnutls_certificate_allocate_credentials(ctypes.byref(self.credentials))
        self.library.gnutls_record_recv.restype = ctypes.c_ssize_t

    def control(self, port):
        wire = connect(port)
        state = self.state(wire)
        if self.library.gnutls_handshake(state) < 0 or not self.octet(state):
            raise OSError("the control connection failed")
        session = Datum()
        self.library.gnutls_session_get_data2(state, ctypes.byref(session))
        return (wire, state), session

    def data(self, port, session):
        with connect(port) as wire:
            state = self.state(wire)
            data, size = ctypes.c_void_p(session.data), ctypes.c_size_t(session.size)
            self.library.gnutls_session_set_data(state, data, size)
            if self.library.gnutls_handshake(state) < 0 or not self.octet(state):
                return None
            return bool(self.library.gnutls_session_is_resumed(state))

    def state(self, wire):
        state = ctypes.c_void_p()
        self.library.gnutls_init(ctypes.byref(state), self.CLIENT)
        self.library.gnutls_priority_set_direct(state, self.priority, None)
        self.library.gnutls_credentials_set(state, self.CERTIFICATE, self.credentials)
        self.library.gnutls_transport_set_int2(state, wire.fileno(), wire.fileno())
        return state

    def octet(self, state):
        to = ctypes.create_string_buffer(1)
        count = self.AGAIN[0]
        while count in self.AGAIN:
            count = self.library.gnutls_record_recv(state, to, ctypes.c_size_t(1))
        return count == 1 and to.raw == b"x"


def connect(port):
    wire = socket.create_connection(("127.0.0.1", port), LIMIT)
    wire.settimeout(None)
    return wire


def main(library, version, control, data, other_control, other_data):
    client = {"openssl": OpenSsl, "gnutls": GnuTls}[library](version)
    stays, session = client.control(int(control))
    print("series", [client.data(int(data), session) for _ in range(TIMES)].count(True))
    with concurrent.futures.ThreadPoolExecutor(TIMES) as pool:
        outcomes = pool.map(lambda _: client.data(int(data), session), range(TIMES))
        print("at once", list(outcomes).count(True))
    stays_too, _ = client.control(int(other_control))
    print("stolen", client.data(int(other_data), session))


main(*sys.argv[1:])
