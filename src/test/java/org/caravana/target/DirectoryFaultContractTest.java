package org.caravana.target;

import java.nio.file.Path;

class DirectoryFaultContractTest extends FaultContract {
    @Override
    FaultyPlace open(Path home) throws Exception {
        return new FaultyDirectory(home);
    }
}
