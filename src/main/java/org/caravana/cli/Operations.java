package org.caravana.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.caravana.repository.Manifest;
import org.caravana.repository.ObjectStore;
import org.caravana.restore.SealedBackup;

/** What the command line needs the routes for. */
public interface Operations {

    /**
     * Runs the service until the process is told to end.
     *
     * @param lock held by the caller, who frees it afterwards; the port is to be told by {@link CatalogueLock#tell}
     */
    void serve(Home home, CatalogueLock lock) throws Exception;

    /**
     * Starts the routes inside this command, without the plans' timers.
     *
     * @param lock held by the caller, who frees it afterwards
     */
    JobControl start(Home home, CatalogueLock lock) throws Exception;

    /**
     * Opens the catalogue and starts nothing: what is due stays due.
     *
     * @param lock held by the caller, who frees it afterwards
     */
    JobRecords records(Home home, CatalogueLock lock) throws Exception;

    /**
     * Opens a target for reading.
     *
     * @param identity the file with the age identity, for a target that is encrypted
     */
    OpenStore target(Home home, String target, Optional<Path> identity) throws Exception;

    /**
     * Writes the jobs of backups that were brought back from a target into the catalogue.
     *
     * @param lock held by the caller, who frees it afterwards
     * @param plan one of the settings
     * @param backups that lie whole in the repository now, every object of them read from the target
     * @return how many jobs were written
     */
    int adopt(Home home, CatalogueLock lock, String target, String plan, List<Manifest> backups) throws Exception;

    /**
     * Puts a small object to each of these targets, or deletes it; encrypted where the target is.
     *
     * @param content empty: delete it
     * @return how each target answered
     */
    List<Answer> mark(Home home, List<String> targets, String object, Optional<String> content) throws Exception;

    /** Asks every database and target whether it answers. */
    List<Answer> check(Home home) throws Exception;

    /**
     * Runs the demonstration.
     *
     * @param folder where it works; empty: a temporary folder
     * @param keep whether the folder stays
     * @return whether everything was restored without a difference
     */
    boolean demo(Home home, Optional<Path> folder, boolean keep) throws Exception;

    /** A place that was opened, and what it took to open it. */
    interface OpenStore extends AutoCloseable {
        ObjectStore store();

        /** The backups as they show without a key, where the place is encrypted and none was given; else empty. */
        default Optional<List<SealedBackup>> sealed() throws IOException {
            return Optional.empty();
        }

        /**
         * Has an object that was found damaged there read once more, and sent again if it is: by the next run that needs it,
         * and by the service at its next look.
         *
         * @return whether it will be: not if it was not sent from here
         */
        default boolean suspect(String object) throws IOException {
            return false;
        }

        @Override
        void close();
    }

    /**
     * @param kind {@code database}, {@code target} …
     * @param what how it answered; or what is wrong with it
     * @param hint what to do about it; empty if nothing
     */
    record Answer(String kind, String name, boolean good, String what, String hint) {}
}
