package org.caravana.capture;

import org.caravana.CaravanaException;

/** A backup was made and not signed, so that nobody can tell later whether a copy of it is ours. */
final class UnsignedException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    UnsignedException(String backup, String why) {
        super(
                "backup " + backup + " is not signed: " + why,
                "caravana check proves the key of signature.key-file; it must have no passphrase and be this user's to read");
    }
}
