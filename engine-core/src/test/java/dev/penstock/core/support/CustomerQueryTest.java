package dev.penstock.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.support.CustomerQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerQueryTest {
  private static final String ASKED = "Where is my parcel?";

  @Test
  void becomesARequest() {
    ChatRequest request =
        CustomerQuery.builder(ASKED)
            .id("q-1")
            .customer("c-7")
            .priority(Priority.HIGH)
            .metadata("locale", "de-DE")
            .metadata("intent", "track-order")
            .metadata("channel", "chat")
            .build()
            .request("shop")
            .build();
    assertThat(request.id()).isEqualTo("q-1");
    assertThat(request.question()).isEqualTo(ASKED);
    assertThat(request.metadata().tenant()).isEqualTo("shop");
    assertThat(request.metadata().user()).isEqualTo("c-7");
    assertThat(request.metadata().session()).isEqualTo("c-7");
    assertThat(request.metadata().priority()).isEqualTo(Priority.HIGH);
    assertThat(request.metadata().locale()).isEqualTo(Locale.GERMANY);
    assertThat(request.metadata().intent()).isEqualTo("track-order");
    assertThat(request.metadata().tags()).containsExactly("channel=chat");
    assertThat(request.documents()).isEmpty();
  }

  @Test
  void itsOrderContextIsOneCompactDocumentWhateverTheOrderOfItsKeys() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("status", "delivered");
    order.put("items", List.of(Map.of("sku", "JACKET-BLUE-L", "qty", 1)));
    order.put("note", "");
    order.put("coupon", null);
    order.put("gifts", List.of());
    LinkedHashMap<String, Object> turned = new LinkedHashMap<>();
    order.forEach((key, value) -> turned.putFirst(key, value));
    ContextDocument document = document(order);
    assertThat(document.name()).isEqualTo("order");
    assertThat(document.text())
        .isEqualTo("{\"items\":[{\"qty\":1,\"sku\":\"JACKET-BLUE-L\"}],\"status\":\"delivered\"}");
    assertThat(document(turned)).isEqualTo(document);
  }

  private static ContextDocument document(Map<String, Object> order) {
    return CustomerQuery.builder(ASKED)
        .orderContext(order)
        .build()
        .request("shop")
        .build()
        .documents()
        .getFirst();
  }

  @Test
  void keepsNothingThatChangesLater() {
    List<Object> items = new ArrayList<>(List.of("shoe"));
    CustomerQuery query = CustomerQuery.builder(ASKED).orderContext(Map.of("items", items)).build();
    items.add("sock");
    assertThat(query.orderContext()).isEqualTo(Map.of("items", List.of("shoe")));
  }

  @Test
  void refusesWhatIsNoQuestionAndNoData() {
    assertThatThrownBy(() -> CustomerQuery.builder(" ").build()).hasMessageContaining("blank");
    assertThatThrownBy(() -> order(Map.of("total", Double.NaN))).hasMessageContaining("finite");
    assertThatThrownBy(() -> order(Map.of("sock", new Object())))
        .hasMessageContaining("not java.lang.Object");
    Map<String, Object> deep = Map.of("a", "b");
    for (int i = 0; i < 40; i++) {
      deep = Map.of("a", deep);
    }
    Map<String, Object> deepest = deep;
    assertThatThrownBy(() -> order(deepest)).hasMessageContaining("nested more than 32 deep");
    assertThatThrownBy(
            () -> CustomerQuery.builder(ASKED).metadata("locale", "_").build().request("shop"))
        .hasMessageContaining("language tag");
  }

  private static void order(Map<String, Object> order) {
    CustomerQuery.builder(ASKED).orderContext(order).build();
  }
}
