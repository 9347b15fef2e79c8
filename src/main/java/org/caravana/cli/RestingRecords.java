package org.caravana.cli;

import java.util.List;
import java.util.Optional;

/** The catalogue while nobody has it open: what its snapshot knows is told from there, everything else opens it. */
final class RestingRecords extends OwnedRecords<JobRecords> {
    private final JobSnapshot snapshot;

    RestingRecords(CatalogueLock lock, JobSnapshot snapshot, Opening<JobRecords> opening) {
        super(lock, opening);
        this.snapshot = snapshot;
    }

    @Override
    public List<JobReport> jobs(Optional<String> plan) throws Exception {
        Optional<List<JobReport>> known = opened() ? Optional.empty() : snapshot.jobs(plan);
        return known.isPresent() ? known.get() : super.jobs(plan);
    }

    @Override
    public JobReport job(long id) throws Exception {
        Optional<JobReport> known = opened() ? Optional.empty() : snapshot.job(id);
        return known.isPresent() ? known.get() : super.job(id);
    }
}
