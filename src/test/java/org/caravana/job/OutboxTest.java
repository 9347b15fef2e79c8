package org.caravana.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Exception SERVER_DOWN = new IllegalStateException("could not connect to smtp.example");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock("2026-11-02T22:00:00Z");
    private String url;
    private Node node;
    private Job job;

    OutboxTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.fresh();
        node = new Node(url, "a", clock, Node.plan("nightly", List.of("conan"), "annex"));
        job = node.begun("nightly");
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    private Notice next() {
        List<Notice> due = node.outbox.dueNotices(9);
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    @Test
    void aNoticeIsSentOnce() {
        Notice notice = next();
        assertThat(notice.kind()).isEqualTo(NoticeKind.START);
        assertThat(notice.job()).contains(job.id());
        assertThat(node.outbox.dueNotices(9)).isEmpty();
        node.outbox.sent(notice);
        clock.advance(Duration.ofDays(1));

        assertThat(node.outbox.dueNotices(9)).isEmpty();
    }

    @Test
    void aNoticeThatACrashKeptFromBeingSentComesAgainWithItsMessageId() {
        Notice notice = next();
        node.close();
        clock.advance(Duration.ofMinutes(5));
        node = new Node(url, "a", clock);

        assertThat(next().messageId()).isEqualTo(notice.messageId()).matches("<start\\.nightly\\.20261102T220000Z@.+>");
    }

    @Test
    void aNoticeThatCannotBeSentIsTriedForAnHourAndThenGivenUp() {
        int tries = 0;
        for (; tries < 20 && !node.lastEvent(job).orElseThrow().contains("given up"); tries++) {
            node.outbox.retryNotice(next(), Node.TEN_MINUTES, HOUR, SERVER_DOWN);
            clock.advance(Node.TEN_MINUTES);
        }

        assertThat(tries).isEqualTo(7);
        assertThat(node.lastEvent(job).orElseThrow()).contains("START", "could not connect to smtp.example");
        assertThat(node.outbox.dueNotices(9)).isEmpty();
        assertThat(node.now(job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void anAnnouncementIsWrittenDownOnce() {
        node.outbox.sent(next());
        Instant slot = Instant.parse("2026-11-03T22:00:00Z");

        assertThat(node.outbox.announce("nightly", slot)).isTrue();
        assertThat(node.outbox.announce("nightly", slot)).isFalse();
        Notice notice = next();
        assertThat(notice.kind()).isEqualTo(NoticeKind.ANNOUNCE);
        assertThat(notice.scheduled()).isEqualTo(slot);
        assertThat(notice.job()).isEmpty();
        node.outbox.retryNotice(notice, Node.TEN_MINUTES, HOUR, SERVER_DOWN);
    }

    @Test
    void anAnnouncementIsNotSentWhenWhatItAnnouncesHasBegun() {
        node.outbox.sent(next());
        node.outbox.announce("nightly", clock.instant().plus(Duration.ofMinutes(15)));
        node.outbox.retryNotice(next(), Node.TEN_MINUTES, HOUR, SERVER_DOWN);
        clock.advance(Node.TEN_MINUTES);
        node.outbox.retryNotice(next(), Node.TEN_MINUTES, HOUR, SERVER_DOWN);
        clock.advance(Node.TEN_MINUTES);

        assertThat(node.outbox.dueNotices(9)).isEmpty();
    }

    @Test
    void twoInstallationsNeverShareAMessageId() {
        try (Node other = new Node(database.fresh(), "a", clock, Node.plan("nightly", List.of("conan")))) {
            other.begun("nightly");
            assertThat(other.outbox.dueNotices(1).get(0).messageId()).isNotEqualTo(next().messageId());
        }
    }
}
