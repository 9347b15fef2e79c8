package org.caravana.cli;

import java.io.PrintWriter;

/**
 * Where a command prints: results to {@code out}, progress and failures to {@code err}.
 *
 * @param json whether results are to be JSON
 */
record Terminal(PrintWriter out, PrintWriter err, boolean json) {

    /** Prints either form of a result. */
    void print(Object members, Runnable forPeople) {
        if (json) {
            out.print(Json.write(members));
        } else {
            forPeople.run();
        }
        out.flush();
    }

    void line(String text) {
        out.println(Printable.text(text));
        out.flush();
    }

    /** A line about what goes on, which is no result. */
    void progress(String text) {
        err.println(Printable.text(text));
        err.flush();
    }
}
