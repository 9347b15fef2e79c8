package org.caravana.target;

import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.commons.net.ftp.FTPFile;
import org.caravana.repository.ObjectStore.StoredObject;

/** A member of a remote folder, as Camel's remote file components list it. */
record RemoteMember(String name, long size, boolean folder) {

    static RemoteMember of(Object member) {
        if (member instanceof SftpRemoteFile sftp) {
            return new RemoteMember(sftp.getFilename(), sftp.getFileLength(), sftp.isDirectory());
        }
        if (member instanceof FTPFile ftp) {
            return new RemoteMember(ftp.getName(), ftp.getSize(), ftp.isDirectory());
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
