package org.caravana.target;

import java.net.URI;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileProducer;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.spi.annotations.Component;

/** Camel's {@code sftp}, all its options, over connections that ask less of a long line ({@link SftpConnection}). */
@Component("sftp")
final class SftpPlaces extends SftpComponent {
    private final IdleConnections idle;
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that never goes back, nanoseconds */
    SftpPlaces(IdleConnections idle, LongSupplier nanoTime) {
        this.idle = idle;
        this.nanoTime = nanoTime;
    }

    @Override
    protected GenericFileEndpoint<SftpRemoteFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        // options may hold what a URI may not
        return new Place(uri, this, new SftpConfiguration(new URI(uri.split("\\?", 2)[0])));
    }

    private final class Place extends SftpEndpoint {
        private final HashAnswers answers = new HashAnswers(nanoTime);
        private final MadeFolders folders = new MadeFolders();

        Place(String uri, SftpComponent component, SftpConfiguration configuration) {
            super(uri, component, configuration);
        }

        @Override
        public RemoteFileOperations<SftpRemoteFile> createRemoteFileOperations() {
            SftpConnection connection = new SftpConnection((SshLine) getProxy(), answers, folders);
            connection.setEndpoint(this);
            return connection;
        }

        @Override
        protected GenericFileProducer<SftpRemoteFile> buildProducer() {
            return new SftpSender(this, idle);
        }
    }
}
