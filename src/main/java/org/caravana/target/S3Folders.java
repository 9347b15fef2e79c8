package org.caravana.target;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Adds to a listing's objects its folders ("common prefixes"), as names that end in {@code /}, and a mark for whether a
 * further page follows. Camel's component hands out nothing but the objects.
 */
final class S3Folders implements ExecutionInterceptor {

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (!(context.response() instanceof ListObjectsResponse page)) {
            return context.response();
        }
        List<S3Object> members = new ArrayList<>(page.contents());
        page.commonPrefixes()
                .forEach(folder -> members.add(
                        S3Object.builder().key(folder.prefix()).size(0L).build()));
        if (page.isTruncated() != null) {
            members.add(page.isTruncated() ? S3Listing.GOES_ON : S3Listing.ENDS);
        }
        return page.toBuilder().contents(members).build();
    }
}
