package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedSecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'password': 'hunter2'}",
        "{'dbPassword': 'hunter2'}",
        "{'connection': 'host=db user=me hunter2'}",
        "{'connectionString': {'of': ['hunter2', 'hunter2']}}",
        "{'aws': {'secretAccessKey': 'hunter2', 'access_key': 'hunter2'}}",
        "{'apiToken': 'hunter2'}",
        "{'pwd': 'hunter2', 'credentials': {'user': 'hunter2'}}",
        "{'url': 'postgres://me:hunter2@db.local/log'}",
        "{'url': 'jdbc:postgresql://db/log?user=me&password=hunter2&ssl=true'}",
        "{'url': 'https://hunter2@db.local/log.csv?token=hunter2'}",
        "{'query': 'attach `host=db password=hunter2 dbname=log` as log (type postgres)'}",
        "{'query': 'create secret (type s3, key_id `hunter2`, secret `hunter2`)'}",
        "{'query': 'set s3_secret_access_key = `hunter2`'}",
        "{'query': 'select 1; PASSWORD `a``hunter2` '}",
        "{'list': [{'passphrase': 'hunter2'}]}"
      })
  void whatOpensDoorsIsGone(String configuration) throws Exception {
    JsonNode json = JSON.readTree(configuration.replace('\'', '"').replace('`', '\''));
    assertThat(MaskedSecrets.of(json).toString()).contains("***").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select account_id, price from log where key = 5 | select account_id, price from log where key = 5
          password=${PASSWORD} host=db                    | password=${PASSWORD} host=db
          https://example.org/a@b?page=2                  | https://example.org/a@b?page=2
          password=a;host=db                              | password=***;host=db
          u: 'password' , secret key "x"                  | u: 'password' , secret key "x"
          ftp://me:a@db/x and s3://you@b/y                | ftp://***@db/x and s3://***@b/y
          """)
  void theRestOfATextStays(String text, String shown) {
    assertThat(MaskedSecrets.inside(text)).isEqualTo(shown);
  }

  @Test
  void aConfigurationWithoutSecretsStaysAsItIs() throws Exception {
    JsonNode json = JSON.readTree("{\"name\":\"a\",\"n\":[1,2.5,null,true],\"o\":{\"seed\":7}}");
    assertThat(MaskedSecrets.of(json)).isEqualTo(json);
  }
}
