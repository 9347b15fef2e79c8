package org.caravana.target;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Files to and from age's format, version 1, with X25519 recipients (age-encryption.org/v1). */
final class Age {
    static final String SUFFIX = ".age";
    private static final int BUFFER = 64 * 1024;

    private Age() {}

    /** @param recipients {@code age1…} */
    static void encrypt(Path plain, Path encrypted, List<String> recipients) throws IOException {
        try (FileChannel in = FileChannel.open(plain);
                WritableByteChannel out = new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(writing(encrypted), to(recipients))) {
            copy(in, out);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt " + plain + ": " + e.getMessage(), e);
        }
    }

    /** None of the identities is one of those that a file was encrypted to. */
    static final class WrongKeyException extends IOException {
        private static final long serialVersionUID = 1L;

        private WrongKeyException(Throwable cause) {
            super("no identity fits", cause);
        }
    }

    /** A file is not what age wrote. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        private BrokenException(Throwable cause) {
            super("age cannot read it: " + cause.getMessage(), cause);
        }
    }

    /**
     * @param identities a file as age-keygen writes it
     * @throws WrongKeyException if none of them fits
     * @throws BrokenException if the file is damaged
     */
    static void decrypt(Path encrypted, Path plain, Path identities) throws IOException {
        try (ReadableByteChannel in = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(FileChannel.open(encrypted), of(identities));
                WritableByteChannel out = writing(plain)) {
            copy(in, out);
        } catch (UnsupportedRecipientStanzaException e) {
            throw new WrongKeyException(e);
        } catch (GeneralSecurityException e) {
            throw new BrokenException(e);
        } catch (IOException e) {
            // what fails while the chunks are read is wrapped by the channel
            throw e.getCause() instanceof GeneralSecurityException ? new BrokenException(e.getCause()) : e;
        }
    }

    private static List<RecipientStanzaWriter> to(List<String> recipients) throws GeneralSecurityException {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (String recipient : recipients) {
            writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
        }
        return writers;
    }

    private static List<RecipientStanzaReader> of(Path identities) throws IOException, GeneralSecurityException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (String line : Files.readAllLines(identities)) {
            if (line.startsWith("AGE-SECRET-KEY-1")) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
            }
        }
        return readers;
    }

    private static FileChannel writing(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void copy(ReadableByteChannel in, WritableByteChannel out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (in.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            buffer.clear();
        }
    }
}
