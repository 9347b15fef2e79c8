package org.caravana.target;

import java.nio.file.Path;

class S3FaultContractTest extends FaultContract {
    @Override
    FaultyPlace open(Path home) throws Exception {
        return new FaultyS3(home);
    }
}
