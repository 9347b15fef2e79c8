package org.caravana.target;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.caravana.CaravanaException;
import org.caravana.repository.DamagedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Says what a failure at a target means: in words for people, and whether a further try can mend it. */
public final class Failures {
    /** Codes of S3's API. */
    private static final Set<String> OTHER_REGION = Set.of("AuthorizationHeaderMalformed", "PermanentRedirect");

    private static final String NO_CREDENTIALS = "Unable to load credentials";

    /** A failure in the words of this product: a {@link RefusedException}, a {@link PlaceException}, or what it was. */
    public CaravanaException explain(String target, Throwable failure) {
        CaravanaException told = irreplaceable(failure)
                .map(there -> inTheWay(target, there, failure))
                .or(() -> inWords(target, failure))
                .orElseGet(() -> new PlaceException(
                        target,
                        innermost(failure),
                        "a job tries it again; if it stays so, look at the settings and at the server",
                        failure));
        return object(failure).map(object -> withObject(told, object)).orElse(told);
    }

    private static CaravanaException inTheWay(String target, IrreplaceableException there, Throwable failure) {
        return new RefusedException(
                target,
                "something lies there under that name that is not known to be whole, and our account may not replace it",
                "delete or rename " + there.getMessage() + " there by hand; the next try sends it again",
                failure);
    }

    private static Optional<CaravanaException> inWords(String target, Throwable failure) {
        return causes(failure)
                .map(cause -> known(target, cause, failure))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Notes with a failure which object it concerns, for {@link #explain} to tell. */
    public void concerns(Throwable failure, String object) {
        if (object(failure).isEmpty()) {
            failure.addSuppressed(new AtObject(object));
        }
    }

    /** Notes with a failure that it was about replacing what lies there, if it is a bucket's way of refusing that. */
    void inTheWay(Throwable failure) {
        boolean refused = causes(failure)
                .anyMatch(cause -> cause instanceof AwsServiceException aws
                        && (aws.statusCode() == 409
                                || aws.statusCode() == 412
                                || aws.statusCode() == 403 && code(aws).equals("AccessDenied")));
        if (refused && !isIrreplaceable(failure)) {
            failure.addSuppressed(new IrreplaceableException("it", null));
        }
    }

    private static Optional<String> object(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> Stream.of(cause.getSuppressed()))
                .filter(AtObject.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    private static CaravanaException withObject(CaravanaException told, String object) {
        if (told instanceof PlaceException place) {
            return place.at(object);
        }
        return told instanceof RefusedException refused ? refused.at(object) : told;
    }

    /** Which object a failure concerns; no failure itself. */
    private static final class AtObject extends Exception {
        private static final long serialVersionUID = 1L;

        AtObject(String object) {
            super(object, null, false, false);
        }
    }

    /** Whether somebody has to change something before another try makes sense. */
    public boolean isRefusal(String target, Throwable failure) {
        return explain(target, failure) instanceof RefusedException;
    }

    /** Whether the target gave an answer that another question would get again: there is no such thing, or a refusal. */
    public boolean isAnswer(String target, Throwable failure) {
        return isMissing(failure) || isRefusal(target, failure);
    }

    /** Whether what lies there is in the way, and only a person at the target can take it out. */
    public boolean isIrreplaceable(Throwable failure) {
        return irreplaceable(failure).isPresent();
    }

    private static Optional<IrreplaceableException> irreplaceable(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .filter(IrreplaceableException.class::isInstance)
                .map(IrreplaceableException.class::cast)
                .findFirst();
    }

    /** The same as {@link #isMissingObject}, for routes. */
    public boolean isMissing(Throwable failure) {
        return isMissingObject(failure);
    }

    /** Whether an object of the local repository is damaged, also where a split has wrapped the failure. */
    public boolean isLocalDamage(Throwable failure) {
        DamagedException damage = damage(failure);
        return damage != null && damage.isLocal();
    }

    /** The damage that a failure is about; {@code null} if it is about none. */
    public DamagedException damage(Throwable failure) {
        return first(DamagedException.class, failure).orElse(null);
    }

    /** What of this product the failure is, or was caused by. */
    static Optional<CaravanaException> own(Throwable failure) {
        return first(CaravanaException.class, failure);
    }

    private static <T extends Throwable> Optional<T> first(Class<T> kind, Throwable failure) {
        return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Whether the failure means that there is no such object, or no such folder. */
    public static boolean isMissingObject(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof NoSuchFileException
                        || cause instanceof NoSuchKeyException
                        || cause instanceof SftpException sftp && sftp.id == ChannelSftp.SSH_FX_NO_SUCH_FILE);
    }

    /** Whether the folder that a directory target is kept in is not there. */
    static boolean isRootMissing(Throwable failure) {
        return causes(failure).anyMatch(RootMissingException.class::isInstance);
    }

    /** Lets a failure pass that means that there is no such object; any other is thrown on. */
    public void requireMissing(Exception failure) throws Exception {
        if (!isMissingObject(failure)) {
            throw failure;
        }
    }

    private static Optional<CaravanaException> known(String target, Throwable cause, Throwable failure) {
        if (cause instanceof CaravanaException own) {
            return Optional.of(own);
        }
        if (cause instanceof RootMissingException missing) {
            return Optional.of(new PlaceException(target, missing.getMessage(), "mount the disk", failure));
        }
        if (cause instanceof UnknownHostException unknown) {
            return Optional.of(new PlaceException(
                    target,
                    "the name " + unknown.getMessage() + " is not known",
                    "check target." + target + ".host and the name server",
                    failure));
        }
        if (cause instanceof ConnectException) {
            return Optional.of(new PlaceException(
                    target, "nothing answers at its address", "check the address, the port and the line", failure));
        }
        if (cause instanceof SSLException || cause instanceof CertificateException) {
            return tls(target, cause, failure);
        }
        if (cause instanceof JSchException ssh) {
            return ssh(target, ssh, failure);
        }
        if (cause instanceof SftpException sftp && sftp.id == ChannelSftp.SSH_FX_PERMISSION_DENIED) {
            return Optional.of(new RefusedException(
                    target,
                    "the server does not let us write or read there",
                    "check target." + target + ".path and the rights of its user",
                    failure));
        }
        if (cause instanceof AwsServiceException aws) {
            return s3(target, aws, failure);
        }
        if (cause instanceof SdkClientException
                && String.valueOf(cause.getMessage()).startsWith(NO_CREDENTIALS)) {
            return Optional.of(new PlaceException(
                    target,
                    "no access key was found, neither in the settings nor where the SDK looks",
                    "set target." + target + ".access-key and .secret-key-file, or give this machine a role",
                    failure));
        }
        return Optional.empty();
    }

    private static Optional<CaravanaException> tls(String target, Throwable cause, Throwable failure) {
        String words = String.valueOf(cause.getMessage());
        if (cause instanceof SSLPeerUnverifiedException) {
            return Optional.of(new PlaceException(
                    target,
                    "the server's certificate is for another name: " + words,
                    "write a name that the certificate has into target." + target + ".endpoint",
                    failure));
        }
        if (cause instanceof CertificateException) {
            return Optional.of(new PlaceException(
                    target,
                    "the server's certificate is not trusted: " + words,
                    "if it is signed by an authority of your own, name that one's certificate in target." + target
                            + ".ca-file; if it has expired, renew it there",
                    failure));
        }
        return words.startsWith("Unsupported or unrecognized SSL message")
                ? Optional.of(new PlaceException(
                        target,
                        "what answers at its address does not speak HTTPS",
                        "check target." + target + ".endpoint: http or https, and the port",
                        failure))
                : Optional.empty();
    }

    private static Optional<CaravanaException> ssh(String target, JSchException cause, Throwable failure) {
        if (cause instanceof JSchChangedHostKeyException) {
            return Optional.of(new RefusedException(
                    target,
                    "the server's host key is not the one in known_hosts",
                    "find out why it changed before you trust it; then renew its line in target." + target
                            + ".known-hosts",
                    failure));
        }
        if (cause instanceof JSchHostKeyException) {
            return Optional.of(new RefusedException(
                    target,
                    "the server's host key is not known",
                    "compare its fingerprint and add the line of ssh-keyscan to target." + target + ".known-hosts",
                    failure));
        }
        String words = String.valueOf(cause.getMessage());
        if (words.startsWith("Auth fail") || words.startsWith("Auth cancel") || words.startsWith("Too many auth")) {
            return Optional.of(new RefusedException(
                    target,
                    "the server refused the login",
                    "check target." + target + ".user and its password or key-file",
                    failure));
        }
        if (words.startsWith("invalid privatekey") || words.contains("USERAUTH fail")) {
            return Optional.of(new RefusedException(
                    target, "the key file cannot be used", "check target." + target + ".key-file", failure));
        }
        return Optional.empty();
    }

    private static Optional<CaravanaException> s3(String target, AwsServiceException cause, Throwable failure) {
        if (cause instanceof NoSuchBucketException) {
            return Optional.of(new RefusedException(
                    target,
                    "there is no such bucket",
                    "make the bucket, or check target." + target + ".bucket and .region",
                    failure));
        }
        if (code(cause).equals("RequestTimeTooSkewed")) {
            return Optional.of(new RefusedException(
                    target,
                    "its clock and this machine's differ by more than the server allows",
                    "set this machine's clock (timedatectl), and let it be kept right by NTP",
                    failure));
        }
        if (OTHER_REGION.contains(code(cause))) {
            return Optional.of(new RefusedException(
                    target,
                    "the bucket is in another region: "
                            + cause.awsErrorDetails().errorMessage(),
                    "correct target." + target + ".region",
                    failure));
        }
        if (cause.statusCode() == 400 && !hasCode(cause)) {
            return Optional.of(new PlaceException(
                    target,
                    "what answers at its address does not speak S3 (HTTP 400)",
                    "check target." + target + ".endpoint: http or https, and the port",
                    failure));
        }
        if (cause.statusCode() == 401 || cause.statusCode() == 403) {
            return Optional.of(new RefusedException(
                    target,
                    "the server refused us (" + code(cause) + ")",
                    "check the access key and what it is allowed to do with the bucket",
                    failure));
        }
        return Optional.empty();
    }

    private static String code(AwsServiceException cause) {
        return hasCode(cause) ? cause.awsErrorDetails().errorCode() : "HTTP " + cause.statusCode();
    }

    private static boolean hasCode(AwsServiceException cause) {
        return cause.awsErrorDetails() != null && cause.awsErrorDetails().errorCode() != null;
    }

    private static String innermost(Throwable failure) {
        Throwable last = causes(failure).reduce((a, b) -> b).orElse(failure);
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, t -> t.getCause() == t ? null : t.getCause())
                .limit(20);
    }
}
