package org.caravana.target;

import java.util.OptionalLong;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.commons.net.ftp.FTPFile;
import org.caravana.repository.ObjectStore.StoredObject;

/**
 * A member of a remote folder, as Camel's remote file components list it.
 *
 * @param written when by the server's clock, in milliseconds since 1970; empty for FTP, whose listings name no zone
 */
record RemoteMember(String name, long size, boolean folder, OptionalLong written) {

    static RemoteMember of(Object member) {
        if (member instanceof SftpRemoteFile sftp) {
            return new RemoteMember(
                    sftp.getFilename(),
                    sftp.getFileLength(),
                    sftp.isDirectory(),
                    OptionalLong.of(sftp.getLastModified()));
        }
        if (member instanceof FTPFile ftp) {
            return new RemoteMember(ftp.getName(), ftp.getSize(), ftp.isDirectory(), OptionalLong.empty());
        }
        throw new IllegalArgumentException("not a member of a remote folder: " + member.getClass());
    }

    /** Names are the server's word: what would lead out of the folder is not taken over. */
    boolean isObject() {
        return StoredNames.isPlain(name);
    }

    /** Left by a put that was cut off. */
    boolean isLeft() {
        return !folder && StoredNames.isLeft(name);
    }

    StoredObject stored() {
        return folder ? new StoredObject(name + "/", -1) : new StoredObject(name, size);
    }
}
