package org.caravana.night;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.caravana.cli.JobControl;
import org.caravana.cli.JobReport;

/** Looks at a job until it is as expected; gives up after a time that no machine needs. */
final class Watch {
    private static final long MOST_SECONDS = 90;
    private static final long BETWEEN_MILLIS = 100;

    private Watch() {}

    static JobReport untilEnded(JobControl control, long id) throws Exception {
        return until(control, id, JobReport::ended);
    }

    static JobReport until(JobControl control, long id, Predicate<JobReport> expected) throws Exception {
        return until(() -> control.job(id), expected);
    }

    static <T> T until(Callable<T> look, Predicate<T> expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        T seen = look.call();
        while (!expected.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain; last seen: " + seen);
            }
            // nobody counts down: a look now and then, as the command line does it
            new CountDownLatch(1).await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
            seen = look.call();
        }
        return seen;
    }
}
