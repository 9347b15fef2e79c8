package org.caravana.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One backup at one target, as it stood when it was read from the catalogue.
 *
 * @param id the catalogue's number
 * @param job the number of the job that made the backup
 * @param plan the plan's name
 * @param cycle the cycle's name
 * @param backup the backup's id
 * @param target the target's name
 * @param state its state
 * @param level how far it was checked
 * @param sampled percent of its packs that were read back, if that is {@link VerificationLevel#SAMPLED}; else 100
 * @param due when it is to be taken up next
 * @param attempts how often it was tried
 * @param message the last failure's words, or what was sent
 * @param away whether it waits for a removable disk that was not connected when it was tried last
 * @param lease who works on it
 */
public record Copy(
        long id,
        long job,
        String plan,
        String cycle,
        String backup,
        String target,
        CopyState state,
        VerificationLevel level,
        int sampled,
        Optional<Instant> due,
        int attempts,
        Optional<String> message,
        boolean away,
        Optional<Lease> lease) {

    /** The backup's folder, relative to the repository's and the target's root, for example {@code p/2026-11/backups/…}. */
    public String backupPath() {
        return plan + "/" + cycle + "/backups/" + backup;
    }

    /** How far it was checked, for people: {@code SAMPLED 20 %}. */
    public String checked() {
        return new Checked(level, sampled, 0).words();
    }
}
