package org.caravana.target;

import java.nio.file.Path;

class SftpFaultContractTest extends FaultContract {
    @Override
    FaultyPlace open(Path home) throws Exception {
        return new FaultySftp(home);
    }
}
