package io.millrace.corpus.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "postgresql://me:S3cret@host/db, postgresql://me@host/db",
        "postgresql://me:S3@cret@host:5/db, postgresql://me@host:5/db",
        "postgresql://me@host/db?password=S3cret, postgresql://me@host/db?password=***",
        "postgresql://h/db?user=me&sslpassword=S3cret&ssl=true,"
            + " postgresql://h/db?user=me&sslpassword=***&ssl=true",
        "https://me:S3cret@host/a.jsonl, https://host/a.jsonl",
        "HTTPS://S3cret@host/a.jsonl, HTTPS://host/a.jsonl",
        "https://host/a?token=S3cret&page=2, https://host/a?token=***&page=2",
        "https://b.s3.amazonaws.com/a?X-Amz-Credential=S3cret/x&X-Amz-Signature=S3cret&X-Amz-Date=1,"
            + " https://b.s3.amazonaws.com/a?X-Amz-Credential=***&X-Amz-Signature=***&X-Amz-Date=1",
        "https://a.blob.core.windows.net/c/x?sv=2020&sig=S3cret,"
            + " https://a.blob.core.windows.net/c/x?sv=2020&sig=***",
        "https://host/a?api-key=S3cret, https://host/a?api-key=***",
        "https://host/a?key=S3cret, https://host/a?key=***",
        "postgresql://me:S3'cr;et@host/db, postgresql://me@host/db",
        "https://me:S3'cr;et@host/a, https://host/a",
        "postgresql://h/db?user=me&password=S3;cr'et, postgresql://h/db?user=me&password=***",
        "jdbc:sqlserver://h;user=me;password=S3;cret, jdbc:sqlserver://h;user=me;password=***",
        "cannot read 'http://host/x?token=S3'cret': no, cannot read 'http://host/x?token=***': no",
        "cannot read 'http://me:S3cret@host/x': no, cannot read 'http://host/x': no"
      })
  void secretsAreHidden(String text, String shown) {
    assertThat(Address.of(text)).hasToString(shown);
    assertThat(Address.of(text).reveal()).isEqualTo(text);
    assertThat(Address.redact(text + " and " + text)).isEqualTo(shown + " and " + shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sqlite:/data/token=1/cache.sqlite",
        "memory:",
        "postgresql://me@host:5432/db?ssl=true&ApplicationName=x",
        "https://host/a@b/c.jsonl?page=2&author=me&tokenizer=x&monkey=1",
        "hf://datasets/OWNER/NAME@main/data/*.parquet",
        "abfss://container@account.dfs.core.windows.net/x",
        "s3://bucket/key=1/a:b@c",
        "a = b, c: d@e"
      })
  void textWithoutSecretsIsUnchanged(String text) {
    assertThat(Address.of(text)).hasToString(text);
  }

  @Test
  void equalityIncludesSecrets() {
    Address one = Address.of("postgresql://me:a@host/db");
    assertThat(one)
        .isEqualTo(Address.of("postgresql://me:a@host/db"))
        .hasSameHashCodeAs(Address.of("postgresql://me:a@host/db"))
        .isNotEqualTo(Address.of("postgresql://me:b@host/db"));
    assertThat(Address.NONE.isEmpty()).isTrue();
    assertThat(Address.of("")).isSameAs(Address.NONE);
  }
}
