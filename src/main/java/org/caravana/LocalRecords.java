package org.caravana;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.caravana.retention.RetentionReport;

/** The catalogue without routes, so that what is due stays due; those of the targets start when their cycles are asked for. */
final class LocalRecords extends OwnCatalogue {
    private final Setup setup;
    private final Ledger ledger;
    private final Clock clock;
    private final String token;
    private CamelNode places;

    LocalRecords(Setup setup, Ledger ledger, Clock clock, String token) {
        super(Wiring.jobs(setup.settings(), clock, ledger));
        this.setup = setup;
        this.ledger = ledger;
        this.clock = clock;
        this.token = token;
    }

    @Override
    public List<RetentionReport> retention(String plan) throws SQLException {
        if (places == null) {
            places = new CamelNode(CamelNode.Role.PLACES, setup.routes(), setup.settings(), setup.placeholders())
                    .bind(new Wiring(setup.settings(), clock, token, ledger).beans())
                    .start();
        }
        return places.retention(plan);
    }

    @Override
    public void close() {
        try (ledger) {
            if (places != null) {
                places.close();
            }
        }
    }
}
