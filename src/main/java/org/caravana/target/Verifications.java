package org.caravana.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.caravana.config.Settings;
import org.caravana.job.Copy;
import org.caravana.job.CopyState;
import org.caravana.job.CopyStates;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore.StoredObject;
import org.caravana.repository.Sha256;
import org.caravana.retention.CycleNotes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the targets hold back, little by little, so that everything was read within {@code verify.every}.
 *
 * <p>Each object has its own time in the period, by its name, and is due when that time has passed since it was last known
 * whole. So the reading is spread evenly, what a machine slept through is caught up, and nothing but the times of the
 * last reading has to be kept. Once a day each cycle is listed, so that what is missing is noticed soon.
 */
public final class Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final Duration LISTED_EVERY = Duration.ofDays(1);
    /** Names in {@link ReadTimes} that are no objects'. */
    private static final String LISTING = "listing";

    private static final String REFUSED = "refused";

    private final Settings settings;
    private final CopyStates copyStates;
    private final CopyContents contents;
    private final Clock clock;

    public Verifications(Settings settings, CopyStates copyStates, Clock clock) {
        this.settings = settings;
        this.copyStates = copyStates;
        this.contents = new CopyContents(settings.repository());
        this.clock = clock;
    }

    /** The cycles at targets of which something is to be listed or read now; none where {@code verify.every=off}. */
    public List<CycleCheck> due() throws IOException {
        List<CycleCheck> checks = new ArrayList<>();
        if (settings.verification().every().isZero()) {
            return checks;
        }
        for (List<Copy> cycle : cycles()) {
            CycleCheck check = check(cycle);
            if (check.hasWork()) {
                checks.add(check);
            }
        }
        return checks;
    }

    /** The names of all targets. */
    public Set<String> targets() {
        return settings.targets().keySet();
    }

    /**
     * Copies that stayed DAMAGED though the repository holds their backups: since a crash, since it came back, or since
     * something was in their way, when it is time for the next try.
     */
    public List<Copy> unhealed() {
        return copyStates.dueAgain().stream().filter(contents::isHere).toList();
    }

    private Iterable<List<Copy>> cycles() {
        Map<String, List<Copy>> cycles = new LinkedHashMap<>();
        copyStates.in(CopyState.VERIFIED).stream()
                .filter(copy -> settings.targets().containsKey(copy.target()))
                .forEach(copy -> cycles.computeIfAbsent(
                                copy.target() + "/" + copy.plan() + "/" + copy.cycle(), c -> new ArrayList<>())
                        .add(copy));
        return cycles.values();
    }

    private CycleCheck check(List<Copy> copies) throws IOException {
        Copy any = copies.get(0);
        Delivered delivered = delivered(any);
        List<HeldObject> held = delivered.held();
        ReadTimes times = times(any);
        Instant now = now();
        Map<String, Instant> fresh = new HashMap<>();
        List<HeldObject> due = new ArrayList<>();
        boolean readable = !settings.targets().get(any.target()).writeOnly();
        for (HeldObject object : readable ? held : List.<HeldObject>of()) {
            Instant last = times.at(object.name()).orElse(null);
            if (delivered.isSuspect(object.name())) {
                due.add(object);
            } else if (last == null) {
                fresh.put(object.name(), now);
            } else if (last.isBefore(turn(object.name(), now))) {
                due.add(object);
            }
        }
        times.add(fresh);
        boolean listingDue = times.at(LISTING)
                .filter(last -> last.plus(LISTED_EVERY).isAfter(now))
                .isEmpty();
        CycleCheck check = new CycleCheck(copies, times, held, due, listingDue);
        // a crash came between the doubt and the copies' states
        if (isSettled(any)) {
            delivered.doubtful().forEach(name -> check.damaged(name, "it was found to be something else"));
        }
        return check;
    }

    /** Whether nothing of the cycle is on its way to the target, or waits to be. */
    private boolean isSettled(Copy copy) {
        return copyStates.pending(copy.target()).stream()
                .noneMatch(other ->
                        other.plan().equals(copy.plan()) && other.cycle().equals(copy.cycle()));
    }

    /** The last time before now at which it was an object's turn. */
    private Instant turn(String name, Instant now) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long period = settings.verification().every().toSeconds();
        long since = Math.floorMod(now.getEpochSecond() - hash.getValue() % period, period);
        return now.minusSeconds(since);
    }

    /** Notes what the listing of one folder lacks. */
    public void compareListing(CycleCheck check, String folder, List<StoredObject> listing) {
        check.compare(folder, listing);
    }

    /** Notes that the cycle was listed. */
    public void listed(CycleCheck check) throws IOException {
        check.times().add(LISTING, now());
    }

    /** Where an object is read back to. */
    public String readBackFile(CycleCheck check, HeldObject object) throws IOException {
        Files.createDirectories(settings.work());
        return settings.work()
                .resolve("verify-" + check.getTarget() + "-" + object.name().replace('/', '~'))
                .toString();
    }

    /** @throws DamagedException if what was read back is not what was sent */
    public void compare(CycleCheck check, HeldObject object, String readBack) throws IOException {
        Path back = Path.of(readBack);
        try {
            String sha256 = Sha256.hex(back);
            if (!sha256.equals(object.sha256())) {
                throw new DamagedException("target " + check.getTarget(), object.name(), "its SHA-256 is " + sha256);
            }
            check.times().add(object.name(), now());
            if (!object.compared()) {
                delivered(check.newest()).add(object.name(), sha256, object.size());
            }
        } finally {
            Files.deleteIfExists(back);
        }
    }

    /** Notes that an object is not what was sent. */
    public void damaged(CycleCheck check, HeldObject object, Exception why) {
        String what = why instanceof DamagedException damage ? damage.wrong() : "it is missing";
        check.damaged(object.name(), what);
    }

    /**
     * Names what was found in the copies' events, makes them DAMAGED, and has the objects sent again.
     *
     * @return the copies that can be healed, since the repository still holds their backups
     */
    public List<Copy> condemn(CycleCheck check) throws IOException {
        if (!check.isDamaged()) {
            return List.of();
        }
        Delivered delivered = delivered(check.newest());
        for (String name : check.damages().keySet()) {
            if (!delivered.isDoubtful(name)) {
                delivered.doubt(name);
            }
        }
        List<Copy> affected = contents.affected(check.copies(), check.damages().keySet());
        if (isEncrypted(check)) {
            // its own sums name the object by what it was there
            for (Copy copy : affected) {
                delivered.doubt(copy.backupPath() + "/" + Sums.FILE);
            }
        }
        if (affected.isEmpty()) {
            return List.of();
        }
        List<Copy> healable = affected.stream().filter(contents::isHere).toList();
        String message = "target " + check.getTarget() + " holds something that is not what was sent, needed by "
                + affected.size() + " backup(s): " + check.words() + "; "
                + (healable.size() == affected.size()
                        ? "it is sent again from the repository"
                        : "the repository does not hold " + (affected.size() - healable.size())
                                + " of these backup(s) any more and cannot heal them");
        LOG.error(message);
        copyStates.damaged(affected, message);
        return healable;
    }

    /** A removable disk was taken away while it was read: the rest is read at a look when it is back. */
    public void away(CycleCheck check) {
        check.giveUp();
    }

    /** A target that cannot be read now is read at the next look; one that refuses it is told of once in a period. */
    public void failed(CycleCheck check, Exception why) throws IOException {
        check.giveUp();
        boolean refused = why instanceof RefusedException;
        ReadTimes times = check.times();
        boolean told = times.at(REFUSED)
                .filter(last -> last.plus(settings.verification().every()).isAfter(now()))
                .isPresent();
        String words = "cycle " + check.getCycle() + " of plan " + check.getPlan() + " at " + check.getTarget()
                + " could not be read back: " + why.getMessage();
        if (!refused || !told) {
            LOG.warn(words);
        }
        if (refused && !told) {
            times.add(REFUSED, now());
            copyStates.remark(check.newest(), words);
        }
    }

    private boolean isEncrypted(CycleCheck check) {
        return !settings.targets().get(check.getTarget()).encryptTo().isEmpty();
    }

    private Delivered delivered(Copy copy) throws IOException {
        return Delivered.of(settings.data(), copy);
    }

    private ReadTimes times(Copy copy) throws IOException {
        return ReadTimes.read(CycleNotes.READ_BACK.file(settings.data(), copy.target(), copy.plan(), copy.cycle()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
