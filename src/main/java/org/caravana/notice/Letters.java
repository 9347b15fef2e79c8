package org.caravana.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** Writes the letters that people get, from templates, in the office's language. */
public final class Letters {
    private final Locale language;

    /** @param language {@code pt-BR} or {@code en} */
    public Letters(Locale language) {
        this.language = language;
    }

    /** That a job began, whom it may slow down, and until when it should be done. */
    public Letter of(Beginning beginning) {
        return in(beginning.zone()).letter("start", Map.of("b", beginning));
    }

    /** That a job will begin soon, and who is working. */
    public Letter of(Announcement announcement) {
        return in(announcement.zone()).letter("announce", Map.of("a", announcement));
    }

    /** How a job ended: what is safe, where, and up to when. */
    public Letter of(Outcome outcome) {
        return in(outcome.zone()).letter("outcome", Map.of("o", outcome));
    }

    /** That a target holds something that is not what was sent. */
    public Letter of(Damage damage) {
        return in(damage.zone()).letter("damage", Map.of("d", damage));
    }

    /** That a cycle was begun long ago and a target has no backup of it yet. */
    public Letter of(LateCycle cycle) {
        return in(cycle.zone()).letter("cycle", Map.of("c", cycle));
    }

    /** That clocks of targets are not where this machine's is. */
    public Letter of(WrongClocks clocks) {
        return in(clocks.zone()).letter("clock", Map.of("c", clocks));
    }

    /** What became of a month. */
    public Letter of(Digest digest) {
        return in(digest.zone()).letter("digest", Map.of("d", digest));
    }

    /** That edited settings or routes were not taken over. @param reason what is wrong, in English, with hints */
    public Letter ofRefusedSettings(String reason, Instant at, ZoneId zone) {
        return in(zone).letter("settings", Map.of("reason", reason, "at", at));
    }

    private Templates in(ZoneId zone) {
        return new Templates(new Words(language, zone));
    }
}
