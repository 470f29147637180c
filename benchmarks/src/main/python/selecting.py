"""A chat as tutorials on select() write it: one thread, and sendall to everybody else for what a read brought.

Speaks as much of Parlance's line dialect as its benchmark needs. Nagle's algorithm is off, which tutorials
forget: with it, delayed acknowledgements and not the program would be measured.
"""

import select
import socket
import sys

NOTICES = "--notices" in sys.argv[1:]


class Member:
    def __init__(self):
        self.name = None
        self.rest = b""


def tell_others(members, author, data):
    for other, member in list(members.items()):
        if other is author or member.name is None:
            continue
        try:
            other.sendall(data)
        except OSError:
            drop(members, other)


def join(members, connection, name):
    members[connection].name = name
    online = b" (%d online)\n" % sum(member.name is not None for member in members.values())
    connection.sendall(b"* welcome " + name + online)
    if NOTICES:
        tell_others(members, connection, b"+ " + name + online)


def drop(members, connection):
    member = members.pop(connection, None)
    connection.close()
    if member is not None and member.name is not None and NOTICES:
        tell_others(members, connection, b"- %s (%d online)\n" % (member.name, len(members)))


def receive(members, connection):
    try:
        data = connection.recv(65536)
    except OSError:
        data = b""
    if not data:
        drop(members, connection)
        return
    member = members[connection]
    lines = (member.rest + data).split(b"\n")
    member.rest = lines.pop()
    if member.name is None and lines:
        join(members, connection, lines.pop(0))
    if lines:
        prefix = member.name + b": "
        tell_others(members, connection, b"".join(prefix + line + b"\n" for line in lines))


def main():
    server = socket.create_server(("127.0.0.1", 0), backlog=4096)
    print("listening on %s:%d" % server.getsockname(), flush=True)
    members = {}
    while True:
        readable, _, _ = select.select([server, *members], [], [])
        for connection in readable:
            if connection is server:
                fresh, _ = server.accept()
                fresh.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                fresh.sendall(b"* name?\n")
                members[fresh] = Member()
            elif connection in members:
                receive(members, connection)


main()
