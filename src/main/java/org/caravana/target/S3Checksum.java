package org.caravana.target;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Sends the SHA-256 that an object's metadata carries as the request's checksum, which the server compares with what
 * arrived, and asks for it again with the object's head. Camel's component has no option for either.
 */
final class S3Checksum implements ExecutionInterceptor {

    /** The metadata's key; its value is 64 hex digits. */
    static final String SHA256 = "caravana-sha256";

    private final S3Signer signer;
    private final Consumer<String> confirmed;

    /**
     * @param signer learns of each answer to a put whether it tells the checksum
     * @param confirmed gets the key of each object whose checksum the answer to its put tells
     */
    S3Checksum(S3Signer signer, Consumer<String> confirmed) {
        this.signer = signer;
        this.confirmed = confirmed;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutObjectRequest put && put.metadata().containsKey(SHA256)) {
            return put.toBuilder()
                    .checksumSHA256(base64(put.metadata().get(SHA256)))
                    .build();
        }
        if (context.request() instanceof HeadObjectRequest head) {
            return head.toBuilder().checksumMode(ChecksumMode.ENABLED).build();
        }
        return context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutObjectRequest put
                && context.response() instanceof PutObjectResponse answer
                && put.checksumSHA256() != null) {
            boolean told = put.checksumSHA256().equals(answer.checksumSHA256());
            signer.answered(told);
            if (told) {
                confirmed.accept(put.key());
            }
        }
    }

    static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
