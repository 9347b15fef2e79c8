package org.caravana.cli;

import java.util.List;
import java.util.Optional;
import org.caravana.config.Settings;

/** The catalogue while nobody has it open: what its snapshot knows is told from there, everything else opens it. */
final class RestingRecords extends OwnedRecords<JobRecords> {
    private final Settings settings;

    RestingRecords(CatalogueLock lock, Settings settings, Opening<JobRecords> opening) {
        super(lock, opening);
        this.settings = settings;
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws Exception {
        Optional<List<JobReport>> known = snapshot().flatMap(snapshot -> snapshot.jobs(plan));
        return known.isPresent() ? known.get() : super.jobs(plan);
    }

    @Override
    public JobReport job(long id) throws Exception {
        Optional<JobReport> known = snapshot().flatMap(snapshot -> snapshot.job(id));
        return known.isPresent() ? known.get() : super.job(id);
    }

    private Optional<JobSnapshot> snapshot() {
        return opened() ? Optional.empty() : JobSnapshot.read(settings);
    }
}
