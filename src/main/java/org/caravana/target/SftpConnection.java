package org.caravana.target;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.SftpOperations;
import org.caravana.repository.DamagedException;

/**
 * A connection to an SFTP server. It asks for what goes wrong only when it went wrong, because on a long line each
 * question costs as much as a small object: folders are made when one is missing, and what is in a rename's way is
 * deleted or put aside when the server does not replace it by itself. Where it can, the server computes the SHA-256 of what
 * it stored.
 */
final class SftpConnection extends SftpOperations {
    /** How often one object may be put aside where it cannot be deleted. */
    private static final int MOST_ASIDE = 3;

    private final SshLine line;
    private final HashAnswers answers;
    private final MadeFolders folders;
    private ServerHash serverHash;
    private String host;

    SftpConnection(SshLine line, HashAnswers answers, MadeFolders folders) {
        super(line);
        this.line = line;
        this.answers = answers;
        this.folders = folders;
    }

    @Override
    protected Session createSession(RemoteFileConfiguration configuration) throws JSchException {
        Session session = super.createSession(configuration);
        serverHash = new ServerHash(session, answers);
        host = configuration.getHost();
        return session;
    }

    @Override
    public boolean connect(RemoteFileConfiguration configuration, Exchange exchange) {
        try {
            return super.connect(configuration, exchange);
        } catch (GenericFileOperationFailedException e) {
            if (line.isBroken() && String.valueOf(e.getCause().getMessage()).startsWith("Auth")) {
                IOException cut = new IOException("the line broke while we logged in");
                cut.addSuppressed(e);
                throw new GenericFileOperationFailedException(e.getMessage(), cut);
            }
            throw e;
        }
    }

    /** Nothing yet: see {@link #storeFile}. */
    @Override
    public boolean buildDirectory(String directory, boolean absolute) {
        return true;
    }

    @Override
    public boolean storeFile(String name, Exchange exchange, long size) {
        Message message = exchange.getIn();
        // an earlier try's, of a file that is overwritten now
        message.removeHeader(TargetHeaders.VERIFIED);
        String command = message.getHeader(TargetHeaders.HASH_COMMAND, ServerHash.NONE, String.class);
        serverHash.prepare(command);
        boolean stored = storeOrTell(name, exchange, size);
        serverHash.of(command, name, sizeOf(message)).ifPresent(there -> {
            String sent = message.getHeader(TargetHeaders.SHA256, String.class);
            require(sent, there, message.getHeader(TargetHeaders.OBJECT, String.class));
            message.setHeader(TargetHeaders.VERIFIED, TargetHeaders.HASHED);
        });
        return stored;
    }

    private static long sizeOf(Message message) {
        return message.getHeader(TargetHeaders.SIZE, 0L, Long.class);
    }

    private void require(String sent, String there, String object) {
        if (!there.equals(sent)) {
            throw new DamagedException("the target at " + host, object, "its SHA-256 at the server is " + there);
        }
    }

    private boolean storeOrTell(String name, Exchange exchange, long size) {
        try {
            return storeInFolder(name, exchange, size);
        } catch (GenericFileOperationFailedException e) {
            if (answer(e) < 0 && !isOurs(e)) {
                serverHash.broken();
            }
            throw e;
        }
    }

    private boolean storeInFolder(String name, Exchange exchange, long size) {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        long times = folders.times(folder);
        try {
            return super.storeFile(name, exchange, size);
        } catch (GenericFileOperationFailedException e) {
            if (folder.isEmpty() || !isMissing(folder, e)) {
                throw e;
            }
            folders.make(folder, times, () -> super.buildDirectory(folder, folder.startsWith("/")));
            return super.storeFile(name, exchange, size);
        }
    }

    private boolean isMissing(String folder, GenericFileOperationFailedException e) {
        return Failures.isMissingObject(e) || isFailure(e) && !existsFile(folder);
    }

    /** OpenSSH replaces what is there in one step; the standard's own rename refuses. */
    @Override
    public boolean renameFile(String from, String to) {
        try {
            return super.renameFile(from, to);
        } catch (GenericFileOperationFailedException e) {
            if (!isFailure(e) && !isDenied(e) || !existsFile(to)) {
                throw e;
            }
            makeRoom(to);
            return super.renameFile(from, to);
        }
    }

    /** Where nothing may be deleted it gets a name that no listing takes for an object; that is a right of its own. */
    private void makeRoom(String file) {
        try {
            deleteFile(file);
        } catch (GenericFileOperationFailedException e) {
            if (!isDenied(e)) {
                throw e;
            }
            putAside(file, e);
        }
    }

    private void putAside(String file, GenericFileOperationFailedException why) {
        boolean probe = StoredNames.isProbe(file.substring(file.lastIndexOf('/') + 1));
        // probes are not to pile up
        for (int number = 1; number <= MOST_ASIDE && !probe; number++) {
            String aside = file + ".replaced-" + number + ".part";
            try {
                if (super.renameFile(file, aside)) {
                    return;
                }
            } catch (GenericFileOperationFailedException e) {
                // one lies there from before, or it is refused
            }
        }
        throw new IrreplaceableException(file, why);
    }

    /**
     * The code that the server answered with; -1: it did not answer. The session may not know yet that its line broke: its
     * reader tells the channels first.
     */
    private static int answer(GenericFileOperationFailedException e) {
        return e.getCause() instanceof SftpException sftp && sftp.getCause() == null ? sftp.id : -1;
    }

    /** Whether we ourselves ended it: a cancel, a lease that is gone, a process that is to end. */
    private boolean isOurs(GenericFileOperationFailedException e) {
        return line.isEnded() || Failures.own(e).isPresent();
    }

    private static boolean isDenied(GenericFileOperationFailedException e) {
        return answer(e) == ChannelSftp.SSH_FX_PERMISSION_DENIED;
    }

    private static boolean isFailure(GenericFileOperationFailedException e) {
        // 11: SSH_FX_FILE_ALREADY_EXISTS of draft-ietf-secsh-filexfer-13, section 9.1
        return answer(e) == ChannelSftp.SSH_FX_FAILURE || answer(e) == 11;
    }
}
