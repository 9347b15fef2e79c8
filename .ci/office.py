"""A small office for checks on the real process: PostgreSQL, an sshd behind a line of a settable speed, a mail server,
and Caravana's service as it is packed. Everything lies in one temporary folder and ends with `close`."""

import base64
import glob
import json
import os
import pathlib
import shutil
import signal
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

DIST = pathlib.Path(os.environ.get("CARAVANA_DIST", pathlib.Path(__file__).parent.parent / "target/caravana")).resolve()
PG = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
FINAL = {"COMPLETED", "PARTIAL", "FAILED", "EXPIRED", "ABORTED"}


class Failed(Exception):
    pass


def wait(what, look, most=180.0):
    """Asks until the answer is true, and gives it back."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise Failed(f"waited {most:.0f} s in vain: {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Mails:
    """Takes mails and keeps their subjects."""

    def __init__(self):
        self.all = []
        mails = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self):
                self.say("220 office")
                for line in self.rfile:
                    word = line.decode("ascii", "replace").strip().upper()
                    if word.startswith("DATA"):
                        self.say("354 go on")
                        mails.all.append(self.mail())
                        self.say("250 taken")
                    elif word.startswith("QUIT"):
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 office")

            def mail(self):
                lines = []
                for line in self.rfile:
                    if line.strip() == b".":
                        return b"".join(lines).decode("utf-8", "replace")
                    lines.append(line)
                raise ConnectionError

            def say(self, text):
                self.wfile.write(text.encode() + b"\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def subjects(self):
        return [next((l[9:] for l in m.splitlines() if l.startswith("Subject: ")), "") for m in list(self.all)]


class Line:
    """A line to a server: so many bytes a second, or nothing at all."""

    def __init__(self, to):
        self.to = to
        self.rate = None
        self.port = free_port()
        self.listening = None
        self.open = set()
        self.up()

    def up(self):
        self.listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, args=(self.listening,), daemon=True).start()

    def down(self):
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for s in list(self.open):
            self.end(s)

    def accept(self, listening):
        while True:
            try:
                here, _ = listening.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self.to))
            self.open |= {here, there}
            threading.Thread(target=self.carry, args=(here, there), daemon=True).start()
            threading.Thread(target=self.carry, args=(there, here), daemon=True).start()

    def carry(self, source, sink):
        try:
            while data := source.recv(32768):
                if self.rate:
                    time.sleep(len(data) / self.rate)
                sink.sendall(data)
        except OSError:
            pass
        self.end(source)
        self.end(sink)

    def end(self, s):
        self.open.discard(s)
        try:
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        s.close()


class Office:
    def __init__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="caravana-windows."))
        self.root.chmod(0o755)
        self.home = self.root / "home"
        self.log = self.root / "service.log"
        self.service = None
        self.holder = None
        self.seen = {}
        self.sshd = None
        self.mails = Mails()
        try:
            self.start_sshd()
            self.make_database()
            self.make_files()
        except BaseException:
            self.close()
            raise

    # --- servers ---

    def run(self, *words, **options):
        return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True, **options)

    def as_postgres(self, *words):
        return self.run("runuser", "-u", "postgres", "--", *words, cwd="/")

    def make_database(self):
        self.pg_port = free_port()
        self.pg_data = self.root / "pg"
        self.pg_data.mkdir()
        shutil.chown(self.pg_data, "postgres")
        self.as_postgres(f"{PG}/initdb", "-D", self.pg_data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start_database()
        self.sql("create role backup login", "postgres")
        self.sql("create database payroll", "postgres")
        self.sql("grant pg_read_all_data to backup; create table person(id serial, name text);"
                 "insert into person(name) select 'Ávila ' || i from generate_series(1, 1000) i")

    def start_database(self):
        options = f"-c listen_addresses=127.0.0.1 -p {self.pg_port} -k /tmp -c fsync=off"
        self.as_postgres(f"{PG}/pg_ctl", "-D", self.pg_data, "-w", "-l", self.pg_data / "server.log", "-o", options, "start")

    def stop_database(self):
        self.unlock()
        self.as_postgres(f"{PG}/pg_ctl", "-D", self.pg_data, "-m", "immediate", "-w", "stop")

    def sql(self, statement, database="payroll"):
        return self.run("psql", "-h", "127.0.0.1", "-p", self.pg_port, "-U", "postgres", "-d", database,
                        "-v", "ON_ERROR_STOP=1", "-Atqc", statement).stdout.strip()

    def lock(self):
        """Lets every dump wait until `unlock`."""
        self.holder = subprocess.Popen(
            ["psql", "-h", "127.0.0.1", "-p", str(self.pg_port), "-U", "postgres", "-d", "payroll", "-Atq"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.holder.stdin.write("begin; lock table person in access exclusive mode; select 'locked';\n")
        self.holder.stdin.flush()
        self.holder.stdout.readline()

    def unlock(self):
        if self.holder:
            self.holder.kill()
            self.holder.wait()
            self.holder = None

    def dumps(self):
        """How many dump tools wait for the lock."""
        return int(self.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'", "postgres"))

    def start_sshd(self):
        """With a home of its own: what the account starts with may take seconds for each command."""
        port = free_port()
        ssh = self.root / "ssh"
        ssh.mkdir()
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        for key in ("host", "id"):
            self.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ssh / key)
        shutil.copy(ssh / "id.pub", ssh / "authorized")
        self.line = Line(port)
        host = " ".join((ssh / "host.pub").read_text().split()[:2])
        (ssh / "known_hosts").write_text(f"[127.0.0.1]:{self.line.port} {host}\n")
        (ssh / "config").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {ssh}/host\nAuthorizedKeysFile {ssh}/authorized\n"
            f"PermitRootLogin prohibit-password\nStrictModes no\nUsePAM no\nPidFile {ssh}/pid\nSetEnv HOME={ssh}\nSubsystem sftp internal-sftp\n")
        self.run(shutil.which("sshd") or "/usr/sbin/sshd", "-f", ssh / "config", "-E", self.root / "sshd.log")
        self.sshd = int(wait("sshd", lambda: (ssh / "pid").exists() and (ssh / "pid").read_text().strip()))

    def make_files(self):
        self.systems = self.root / "systems"
        (self.systems / "data").mkdir(parents=True)
        for i in range(40):
            (self.systems / "data" / f"{i}.pdf").write_bytes(os.urandom(5000 + i))

    def grow(self, size):
        """A new file that no backup has yet."""
        (self.systems / f"{time.monotonic_ns()}.dat").write_bytes(os.urandom(size))

    # --- settings ---

    def write_settings(self, plans, **settings):
        """`plans` by name, each a dict of plan.NAME.KEY; the others with dots for underscores and hyphens as they are."""
        shutil.copytree(DIST / "routes", self.home / "routes")
        for plan in ("inprev-nightly", "store-monthly"):
            (self.home / "routes/plans" / f"{plan}.camel.yaml").unlink()
        self.settings = {
            "office.zone": "America/Sao_Paulo", "office.language": "en",
            "repository": self.root / "repository", "data": self.root / "data", "work": self.root / "work",
            "database.payroll.url": f"jdbc:postgresql://127.0.0.1:{self.pg_port}/payroll",
            "database.payroll.user": "backup", "directory.systems.path": self.systems,
            "target.annex.type": "sftp", "target.annex.host": "127.0.0.1", "target.annex.port": self.line.port,
            "target.annex.user": "root", "target.annex.path": self.root / "annex",
            "target.annex.key-file": self.root / "ssh/id", "target.annex.known-hosts": self.root / "ssh/known_hosts",
            "target.shelf.type": "directory", "target.shelf.path": self.root / "shelf",
            "mail.server": f"smtp://127.0.0.1:{self.mails.port}", "mail.from": "caravana@example", "mail.support": "ti@example",
            "job.pick-up-every": "1s", "job.watch-every": "1s", "settings.look-every": "1s", "notice.every": "1s",
            "retry.start-every": "3s", "retry.capture-every": "3s", "retry.copy-every": "3s", "retry.blip-millis": "200",
            "web.port": "0"}
        (self.root / "annex").mkdir()
        (self.root / "shelf").mkdir()
        for plan, keys in plans.items():
            self.settings |= {f"plan.{plan}.{key}": value for key, value in keys.items()}
            (self.home / "routes/plans" / f"{plan}.camel.yaml").write_text(
                f"- templatedRoute:\n    routeTemplateRef: plan\n    routeId: {plan}\n"
                f"    parameters:\n      - name: plan\n        value: {plan}\n")
        self.set(**settings)

    def set(self, **settings):
        self.settings |= settings
        text = "".join(f"{key}={value}\n" for key, value in self.settings.items())
        file = self.home / "application.properties"
        (self.home / "new").write_text(text)
        (self.home / "new").rename(file)

    def touch(self):
        """The same settings, saved once more."""
        self.set()

    def take_over(self, words="taken over:", **settings):
        """Edits settings and waits for the service's word on them."""
        before = self.log.read_text().count(words)
        self.set(**settings)
        wait(words, lambda: self.log.read_text().count(words) > before)

    # --- the process ---

    def start(self, **environment):
        before = self.log.read_text().count("ready: ") if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.service = subprocess.Popen([DIST / "bin/caravana", "--home", self.home], stdout=log, stderr=log,
                                            env=os.environ | environment)
        wait("the service is ready", lambda: self.alive() and self.log.read_text().count("ready: ") > before)

    def alive(self):
        if self.service.poll() is not None:
            raise Failed(f"the service ended with code {self.service.returncode}")
        return True

    def memory(self):
        """The most MiB that the service had resident since it was started; 0 if it does not run."""
        if self.service.poll() is not None:
            return 0
        status = pathlib.Path(f"/proc/{self.service.pid}/status").read_text()
        return next(int(l.split()[1]) for l in status.splitlines() if l.startswith("VmHWM:")) / 1024

    def kill(self):
        self.service.kill()
        self.service.wait()

    def stop(self):
        """SIGTERM; how many seconds it took."""
        begun = time.monotonic()
        self.service.send_signal(signal.SIGTERM)
        try:
            self.service.wait(12)
        except subprocess.TimeoutExpired:
            # what it waits for
            threads = subprocess.run(["jstack", str(self.service.pid)], capture_output=True, text=True).stdout
            print("\n\n".join(t for t in threads.split("\n\n") if "org.caravana" in t or "jsch" in t), flush=True)
            self.service.wait(60)
        return time.monotonic() - begun

    def command(self, *words):
        done = subprocess.run([DIST / "bin/caravana", "--home", self.home, *words], capture_output=True, text=True, timeout=90)
        return done.returncode, done.stdout, done.stderr

    def ask(self, path, method="GET"):
        """Asks the service as its commands do; while it takes settings over, it is asked again."""
        def look():
            try:
                return [self.ask_once(path, method)]
            except urllib.error.HTTPError as e:
                if e.code not in (404, 503) and method != "GET":
                    raise
            except (OSError, LookupError, ValueError) as e:
                if method != "GET" and not isinstance(getattr(e, "reason", e), ConnectionRefusedError):
                    raise
        return wait(f"an answer to {path}", look)[0]

    def ask_once(self, path, method):
        data = self.root / "data"
        port = dict(l.split("=") for l in (data / "caravana.lock").read_text().split())["port"]
        login = base64.b64encode(b"control:" + (data / "caravana.token").read_bytes().strip()).decode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/control/{path}", method=method,
                                         headers={"Authorization": "Basic " + login})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def request(self, plan):
        return self.ask(f"run/{plan}", "POST")["id"]

    def job(self, number):
        self.seen[number] = self.ask(f"jobs/{number}")
        return self.seen[number]

    def scheduled(self, number):
        """When a job was scheduled; known from the last answer, for when nobody answers."""
        return self.seen[number]["scheduled"]

    def until(self, number, state, most=180.0):
        """Waits for a state, or one of several, and gives the job."""
        def look():
            job = self.job(number)
            if job["state"] in ([state] if isinstance(state, str) else state):
                return job
            if job["state"] in FINAL:
                raise Failed(f"job {number} is {job['state']} ({job['reason']}), not {state}: {words(job)}")
            return None
        return wait(f"job {number} is {state}", look, most)

    def close(self):
        if self.service and self.service.poll() is None:
            self.service.kill()
            self.service.wait()
        self.unlock()
        if self.sshd:
            os.kill(self.sshd, signal.SIGTERM)
        subprocess.run(["runuser", "-u", "postgres", "--", f"{PG}/pg_ctl", "-D", self.root / "pg", "-m", "immediate", "stop"],
                       cwd="/", capture_output=True)
        shutil.rmtree(self.root, ignore_errors=True)


def words(job):
    """A job's events, to be read by a person."""
    return "\n".join(f"      {e['at'][11:19]} {e['target'] or ''} {e['state']} {e['message']}" for e in job["events"])


def events(job, part, target=None):
    return [e for e in job["events"] if part in e["message"] and (target is None or e["target"] == target)]


def copies(job):
    return {c["target"]: c["state"] for c in job["copies"]}
