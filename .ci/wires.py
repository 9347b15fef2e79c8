"""For checks of copies: a line that counts what it carries, the office with a real sshd and an S3 server behind such lines,
and how groups of checks are gone through side by side."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

from office import DIST, Failed, Office, free_port, wait, words

MB = 1_000_000
passed = 0


def ok(what):
    global passed
    passed += 1
    print(f"   ok: {what}", flush=True)


def holds(condition, what, job=None):
    if not condition:
        raise Failed(what + ("\n" + words(job) if job else ""))


def mb(count):
    return f"{count / MB:.1f} MB"


class Wire:
    """A line to a server: so many bytes a second in each direction, or none at all. Counts what it carries."""

    def __init__(self, to):
        self.to = to
        self.rate = None
        self.silent = False
        self.sent = self.received = 0
        self.free = {True: 0.0, False: 0.0}
        self.lock = threading.Lock()
        self.port = free_port()
        self.listening = None
        self.open = set()
        self.up()

    def up(self):
        self.listening = socket.create_server(("127.0.0.1", self.port), backlog=100)
        threading.Thread(target=self.accept, args=(self.listening,), daemon=True).start()

    def down(self):
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.cut()

    def cut(self):
        """Ends every connection; new ones are taken."""
        for s in list(self.open):
            self.end(s)

    def accept(self, listening):
        while True:
            try:
                here, _ = listening.accept()
            except OSError:
                return
            try:
                there = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                here.close()
                continue
            self.open |= {here, there}
            threading.Thread(target=self.carry, args=(here, there, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(there, here, False), daemon=True).start()

    def carry(self, source, sink, to_server):
        try:
            while data := source.recv(32768):
                self.pace(len(data), to_server)
                while self.silent:
                    time.sleep(0.05)
                sink.sendall(data)
                with self.lock:
                    if to_server:
                        self.sent += len(data)
                    else:
                        self.received += len(data)
        except OSError:
            pass
        self.end(source)
        self.end(sink)

    def pace(self, size, to_server):
        """Waits for a turn; all connections together have one rate."""
        with self.lock:
            rate = self.rate
            if not rate:
                return
            self.free[to_server] = max(time.monotonic(), self.free[to_server]) + size / rate
            until = self.free[to_server]
        time.sleep(max(0, until - time.monotonic()))

    def end(self, s):
        self.open.discard(s)
        try:
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        s.close()


class LineOffice(Office):
    """The same office without its database, and with an S3 server behind a line of its own."""

    def __init__(self):
        self.s3 = self.wire = None
        self.pg_port = 0
        super().__init__()
        self.start_s3()
        self.wire = Wire(self.s3_port)

    def make_database(self):
        pass

    def start_sshd(self):
        """Started by the office, it gets a line that counts; later it is only started again."""
        ssh = self.root / "ssh"
        if not ssh.exists():
            super().start_sshd()
            self.line.down()
            old, self.line = self.line, Wire(self.line.to)
            known = (ssh / "known_hosts").read_text()
            (ssh / "known_hosts").write_text(known.replace(f":{old.port} ", f":{self.line.port} "))
            return
        self.run(shutil.which("sshd") or "/usr/sbin/sshd", "-f", ssh / "config", "-E", self.root / "sshd.log")
        self.sshd = int(wait("sshd", lambda: (ssh / "pid").exists() and (ssh / "pid").read_text().strip()))

    def restart_sshd(self):
        """As a machine that is started anew: its sessions go, too."""
        sessions = subprocess.run(["pgrep", "-P", str(self.sshd)], capture_output=True, text=True).stdout.split()
        for pid in [self.sshd, *map(int, sessions)]:
            os.kill(pid, signal.SIGKILL)
        self.line.cut()
        (self.root / "ssh/pid").unlink(missing_ok=True)
        self.start_sshd()

    def start_s3(self):
        port = self.root / "s3.port"
        java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
        port.unlink(missing_ok=True)
        (self.root / "s3").mkdir(exist_ok=True)
        with (self.root / "s3.log").open("ab") as log:
            self.s3 = subprocess.Popen(
                [java, "-Xmx256m", "-cp", f"{DIST}/caravana.jar:{DIST}/demo/*:{DIST}/lib/*", "org.caravana.demo.StandaloneS3",
                 self.root / "s3", "inprev", "caravana", port],
                stdout=log, stderr=log, env=os.environ | {"S3_SECRET_KEY": "secret"})
        self.s3_port = int(wait("the S3 server", lambda: port.exists() and port.read_text().strip()))

    def restart_s3(self):
        self.s3.kill()
        self.s3.wait()
        self.wire.cut()
        self.start_s3()
        self.wire.to = self.s3_port

    def write_settings(self, plans, **settings):
        super().write_settings(plans)
        self.settings = {key: value for key, value in self.settings.items() if not key.startswith("database.")}
        (self.root / "secret").write_text("secret")
        (self.root / "secret").chmod(0o600)
        self.settings |= {
            "target.cloud.type": "s3", "target.cloud.endpoint": f"http://127.0.0.1:{self.wire.port}",
            "target.cloud.path-style": "true", "target.cloud.bucket": "inprev", "target.cloud.access-key": "caravana",
            "target.cloud.secret-key-file": self.root / "secret"}
        self.set(**settings)

    def close(self):
        if self.s3:
            self.s3.kill()
            self.s3.wait()
        super().close()


def sources(office, count, size):
    """As many directories, each with so much that no backup has yet: an artifact each, and so a pack each."""
    for i in range(count):
        folder = office.root / f"files-{i}"
        folder.mkdir(exist_ok=True)
        (folder / f"{time.monotonic_ns()}.dat").write_bytes(os.urandom(size))
    return {f"directory.files-{i}.path": office.root / f"files-{i}" for i in range(count)}


def same(was, restored, place):
    done = subprocess.run(["rsync", "-aHn", "--delete", "--checksum", "--itemize-changes", f"{was}/", f"{restored}/"],
                          capture_output=True, text=True)
    holds(done.returncode == 0 and not done.stdout, f"{place}: {was.name} differs: {done.stdout}{done.stderr}")


def through(checks, settle_in):
    """Runs a group in an office of its own. Whether all held."""
    office = None
    try:
        office = LineOffice()
        settle_in(office)
        for check in checks:
            check(office)
        return True
    except (Failed, OSError, ValueError, LookupError, subprocess.SubprocessError) as failure:
        told = "".join(traceback.format_exception(failure))
        log = "\n".join(office.log.read_text().splitlines()[-60:]) if office and office.log.exists() else ""
        print(f"{told}   --- the service's log\n{log}\n   FAILED: {failure}", flush=True)
        return False
    finally:
        if office and not os.environ.get("KEEP"):
            office.close()


def go_through(groups):
    """Groups side by side: each is checks, and what settles in their office. Arguments choose checks by parts of their names."""
    begun = time.monotonic()
    wanted = sys.argv[1:]
    groups = [([c for c in checks if not wanted or any(w in c.__name__ for w in wanted)], settle_in) for checks, settle_in in groups]
    groups = [group for group in groups if group[0]]
    with ThreadPoolExecutor(int(os.environ.get("AT_ONCE", len(groups)))) as pool:
        held = list(pool.map(through, *zip(*groups)))
    print(f"   ({time.monotonic() - begun:.0f} s)\n{passed} passed, {held.count(False)} failed")
    return 0 if all(held) else 1
