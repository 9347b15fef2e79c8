package org.caravana.target;

import java.io.BufferedInputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;

/** Reads what is sent in large pieces: the client asks for 4 KiB at a time, and each time the system would be asked. */
final class S3LargeReads implements ExecutionInterceptor {
    /** Bytes. */
    private static final int PIECE = 256 << 10;

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.requestBody().map(S3LargeReads::large);
    }

    private static RequestBody large(RequestBody body) {
        long length = body.optionalContentLength().orElse(0L);
        return length <= PIECE
                ? body
                : RequestBody.fromContentProvider(
                        () -> new BufferedInputStream(
                                body.contentStreamProvider().newStream(), PIECE),
                        length,
                        body.contentType());
    }
}
