package org.caravana.cli;

/** The routes inside this command, together with the lock that lets them open the catalogue. */
final class OwnedControl extends OwnedRecords<JobControl> implements JobControl {
    OwnedControl(Operations operations, Home home, CatalogueLock lock) {
        super(lock, held -> operations.start(home, held));
    }

    @Override
    public JobReport run(String plan, boolean acceptChanged, boolean readAll) throws Exception {
        return records().run(plan, acceptChanged, readAll);
    }

    @Override
    public JobReport leave(long id) throws Exception {
        return records().leave(id);
    }

    @Override
    public boolean carrying() throws Exception {
        return records().carrying();
    }

    @Override
    public boolean finishing() throws Exception {
        return records().finishing();
    }
}
