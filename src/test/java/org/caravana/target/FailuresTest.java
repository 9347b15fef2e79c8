package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLException;
import org.caravana.CaravanaException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {
    @Test
    void aWrongRegionIsARefusalThatNamesTheSetting() {
        Throwable wrong = S3Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AuthorizationHeaderMalformed")
                        .errorMessage("the region 'eu-west-1' is wrong; expecting 'us-east-1'")
                        .build())
                .build();

        CaravanaException told = new Failures().explain("cloud", new IllegalStateException(wrong));

        assertThat(told).isInstanceOf(RefusedException.class).hasMessageContaining("expecting 'us-east-1'");
        assertThat(told.hint()).isEqualTo("correct target.cloud.region");
    }

    @Test
    void aServerThatDoesNotSpeakS3IsTheEndpointsMatter() {
        Throwable http = S3Exception.builder().statusCode(400).build();

        CaravanaException told = new Failures().explain("cloud", new IllegalStateException(http));

        assertThat(told).isInstanceOf(PlaceException.class).hasMessageContaining("does not speak S3");
        assertThat(told.hint()).contains("target.cloud.endpoint");
    }

    @Test
    void aServerThatDoesNotSpeakHttpsIsTheEndpointsMatter() {
        Throwable plain = new SSLException("Unsupported or unrecognized SSL message");

        CaravanaException told = new Failures().explain("cloud", new IllegalStateException(plain));

        assertThat(told).isInstanceOf(PlaceException.class).hasMessageContaining("does not speak HTTPS");
        assertThat(told.hint()).contains("target.cloud.endpoint");
    }
}
