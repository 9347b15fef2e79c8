package org.caravana.target;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a small object at once, instead of waiting a round trip for the server's word that it may come
 * ({@code Expect: 100-continue}), which saves a refused one the journey. The bound is that of Amazon's library for Go.
 */
final class S3Expectations implements ExecutionInterceptor {
    static final long SMALL_BYTES = 2L << 20;

    private static final String EXPECT = "Expect";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return isSmall(request) ? request.copy(changed -> changed.removeHeader(EXPECT)) : request;
    }

    private static boolean isSmall(SdkHttpRequest request) {
        return request.firstMatchingHeader(Header.CONTENT_LENGTH)
                .map(length -> Long.parseLong(length) < SMALL_BYTES)
                .orElse(false);
    }
}
