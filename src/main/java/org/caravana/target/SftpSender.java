package org.caravana.target;

import org.apache.camel.Exchange;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.RemoteFileProducer;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;

/** Camel's producer, which borrows a connection for each file instead of keeping one of its own. */
final class SftpSender extends RemoteFileProducer<SftpRemoteFile> {
    private final IdleConnections idle;
    private IdleConnections.Connection borrowed;

    SftpSender(SftpEndpoint endpoint, IdleConnections idle) {
        super(endpoint, endpoint.createRemoteFileOperations());
        this.idle = idle;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void preWriteCheck(Exchange exchange) {
        borrowed = idle.take(getEndpoint());
        operations = (RemoteFileOperations<SftpRemoteFile>) borrowed.operations();
    }

    @Override
    public void postWriteCheck(Exchange exchange) {
        idle.giveBack(borrowed);
        borrowed = null;
    }

    @Override
    public void handleFailedWrite(Exchange exchange, Exception exception) throws Exception {
        if (borrowed != null) {
            idle.failed(borrowed, exception);
            borrowed = null;
        }
        throw exception;
    }

    /** It has none of its own. */
    @Override
    public void disconnect() {}
}
