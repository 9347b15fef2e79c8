package org.caravana.target;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests as Amazon's library does, but over plain HTTP does not read a body once more for its signature when the
 * server is known to compare the SHA-256 that stands among the signed headers: that binds the body as well. Over HTTPS the
 * library itself leaves bodies unsigned. Without this, what is put would be read and hashed twice here, and some servers
 * hold a signed body back in memory until they have all of it.
 */
final class S3Signer implements AwsV4AuthScheme, AwsV4HttpSigner {
    private static final String SHA256 = "x-amz-checksum-sha256";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private volatile boolean compared;

    /** @param told whether the server answered a put with the SHA-256 that it was given */
    void answered(boolean told) {
        compared = told;
    }

    @Override
    public String schemeId() {
        return SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        return isBodyBound(request) ? signHeaders(request) : signer.sign(request);
    }

    private boolean isBodyBound(SignRequest<? extends AwsCredentialsIdentity> request) {
        return compared
                && request.request().protocol().equals("http")
                && request.request().firstMatchingHeader(SHA256).isPresent();
    }

    /** The signer takes a request without a body for one whose body is not to be signed. */
    private <I extends AwsCredentialsIdentity> SignedRequest signHeaders(SignRequest<I> request) {
        SignRequest.Builder<I> headers = request.toBuilder().payload(null).putProperty(PAYLOAD_SIGNING_ENABLED, false);
        SignedRequest.Builder signed = signer.sign(headers.build()).toBuilder();
        request.payload().ifPresent(signed::payload);
        return signed.build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return signer.signAsync(request);
    }
}
