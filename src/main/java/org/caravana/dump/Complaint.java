package org.caravana.dump;

import java.util.List;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;

/** What a database program's words mean for us; the first that fits. */
record Complaint(Pattern words, Reason reason, String hint) {
    private static final int MOST = 2000;

    /** MariaDB's programs repeat the statement that failed, with all the data in it. */
    private static final Pattern STATEMENT = Pattern.compile("(?s)-{10,}\n.*?\n-{10,}\n");

    /** What gbak tells of its work, told apart from its complaints by the missing space. */
    private static final Pattern PROGRESS = Pattern.compile("(?m)^gbak:(?! ERROR)[^\n]*\n?");

    private static final List<Complaint> KNOWN = List.of(
            new Complaint(
                    Pattern.compile("requested WAL segment \\S+ has already been removed|could not find WAL file"),
                    Reason.SETTINGS,
                    "the server threw away the log that the copy needs: set its wal_keep_size higher"),
            new Complaint(
                    Pattern.compile("must be superuser or replication role|permission denied to start WAL sender"),
                    Reason.SETTINGS,
                    "alter role ... replication: docs/databases.md has the grants"),
            new Complaint(
                    Pattern.compile(
                            "starting up|shutting down|in recovery mode|database \\S+ shutdown|[Tt]oo many (clients|connections)"
                                    + "|remaining connection slots"),
                    Reason.UNREACHABLE,
                    "the server is busy or not up yet; it is tried again"),
            new Complaint(
                    Pattern.compile(
                            "\\(using password: |authentication failed|no password supplied|no pg_hba\\.conf entry"
                                    + "|Your user name and password are not defined"
                                    + "|FATAL: +role \"[^\"]*\" (does not exist|is not permitted to log in)"),
                    Reason.REFUSED,
                    "check user and password of this database; it is not tried again, so that the account is not locked"),
            new Complaint(
                    Pattern.compile("database \"[^\"]*\" does not exist|Unknown database"),
                    Reason.SETTINGS,
                    "check the database's name in its URL, or create it first"),
            new Complaint(
                    Pattern.compile("I/O error during \"[^\"]*open"),
                    Reason.SETTINGS,
                    "check the path or alias in the database's URL, and that the server's own user may read the file"),
            new Complaint(
                    Pattern.compile("no permission for CREATE access to DATABASE"),
                    Reason.SETTINGS,
                    "as SYSDBA: grant create database to user ...; docs/databases.md has the grants"),
            new Complaint(
                    Pattern.compile("must be either SYSDBA or owner"),
                    Reason.SETTINGS,
                    "grant rdb$admin to the account and add ?roleName=RDB$ADMIN to its URL: docs/databases.md has it"),
            new Complaint(
                    Pattern.compile("server version mismatch|unsupported version"),
                    Reason.SETTINGS,
                    "the program is older than the server or the dump: install a newer one and set tool to it"),
            new Complaint(
                    Pattern.compile("ERROR: +role \"[^\"]*\" does not exist"),
                    Reason.SETTINGS,
                    "create the role first, or restore without owners and privileges"),
            new Complaint(
                    Pattern.compile(
                            "[Aa]ccess denied|command denied|no permission for |permission denied|must be owner|must be superuser"),
                    Reason.SETTINGS,
                    "give the account the right to read everything, or to create it: docs/databases.md has the grants"),
            new Complaint(
                    Pattern.compile("could not read from input file|unexpected end of file|input file"),
                    Reason.SETTINGS,
                    "the dump is damaged or cut short: restore from another place with --from"),
            new Complaint(
                    Pattern.compile(
                            "must be (member of|able to SET) role|must be owner of|permission denied to set role"),
                    Reason.SETTINGS,
                    "load it as a superuser, or with --no-owners, so that all belongs to the one who loads it"),
            new Complaint(
                    Pattern.compile(
                            "Unable to complete network request|Can't connect|Lost connection|has gone away|connection to server|could not (connect|translate)|server closed the connection"
                                    + "|timeout expired|No route to host|unreachable"),
                    Reason.UNREACHABLE,
                    "is the server up, and are its host and port right? it is tried again"));

    /** A failure in a program's own words. */
    static DumpFailedException of(String program, int code, String complaint) {
        String text = PROGRESS.matcher(STATEMENT.matcher(complaint).replaceAll(""))
                .replaceAll("")
                .strip();
        String end = text.length() > MOST ? "…" + text.substring(text.length() - MOST) : text;
        String what =
                program + " ended with code " + code + (end.isEmpty() ? "" : ": " + end.replaceAll("\\s*\\R", " | "));
        for (Complaint known : KNOWN) {
            if (known.words.matcher(text).find()) {
                return new DumpFailedException(what, known.hint, known.reason);
            }
        }
        return new DumpFailedException(what, "see what the program says", Reason.OTHER);
    }
}
