"""A chat as tutorials on threads write it: one thread a connection, and sendall to everybody under a lock.

Speaks as much of Parlance's line dialect as its benchmark needs. Nagle's algorithm is off, which tutorials
forget: with it, delayed acknowledgements and not the program would be measured.
"""

import socket
import sys
import threading

NOTICES = "--notices" in sys.argv[1:]

members = {}
lock = threading.Lock()


def tell_others(author, line):
    """Sends a line to everybody but its author. Call it with the lock held."""
    for other in list(members):
        if other is author:
            continue
        try:
            other.sendall(line)
        except OSError:
            members.pop(other, None)


def join(connection, name):
    with lock:
        members[connection] = name
        online = b" (%d online)\n" % len(members)
        connection.sendall(b"* welcome " + name + online)
        if NOTICES:
            tell_others(connection, b"+ " + name + online)


def leave(connection):
    with lock:
        name = members.pop(connection, None)
        if name is not None and NOTICES:
            tell_others(connection, b"- %s (%d online)\n" % (name, len(members)))


def serve(connection):
    name = None
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(b"* name?\n")
        for line in connection.makefile("rb"):
            if name is None:
                name = line.rstrip(b"\r\n")
                join(connection, name)
            else:
                with lock:
                    tell_others(connection, name + b": " + line)
    except OSError:
        pass
    finally:
        leave(connection)
        connection.close()


def main():
    threading.stack_size(256 * 1024)
    server = socket.create_server(("127.0.0.1", 0), backlog=4096)
    print("listening on %s:%d" % server.getsockname(), flush=True)
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
