package dev.penstock.testkit;

import dev.penstock.api.chat.ChatRequest;
import java.time.LocalDate;

/** Made-up requests with contexts as a support desk sends them, for what reads or shortens them. */
public final class SupportContexts {
  private SupportContexts() {}

  /** One order in full, a short conversation, two articles: some 800 tokens. */
  public static ChatRequest jacket() {
    return ChatRequest.builder()
        .system(
            "You answer customers of an outdoor clothing shop. Be friendly and brief, state facts"
                + " from the context only, and offer a person's help when something went wrong.")
        .user("Hello, I ordered a winter jacket in January and it never showed up here.")
        .assistant(
            "I am sorry that your jacket has not arrived. If you give me the order number, I will"
                + " find out where the parcel is.")
        .user("Sure, the order is #JKT-78945. Can you look it up for me?")
        .document("order", JACKET_ORDER)
        .document(
            "knowledge",
            """
            {
              "return_policy": "30 days from delivery, unworn",
              "shipping_time": "5 to 7 business days"
            }
            """)
        .user("Where exactly is my jacket now?")
        .build();
  }

  private static final String JACKET_ORDER =
      """
      {
        "order_id": "JKT-78945",
        "status": "in_transit",
        "ordered_date": "2026-01-10",
        "customer": {
          "customer_id": "cust-12345",
          "first_name": "Maria",
          "marketing_consent": false,
          "avatar_url": "https://static.shop.example/customers/cust-12345/avatar-128x128.png"
        },
        "items": [
          {
            "sku": "JACKET-BLUE-L",
            "name": "Alpine Trail Insulated Winter Jacket with Detachable Hood, Deep Blue, Large",
            "quantity": 1,
            "unit_price": 129.90,
            "image_url": "https://static.shop.example/products/jacket-blue-l/front-1200x1600.jpg",
            "product_url": "https://shop.example/products/alpine-trail-insulated-winter-jacket"
          },
          {
            "sku": "CARE-KIT-01",
            "name": "Waterproofing Care Kit",
            "quantity": 1,
            "unit_price": 9.95,
            "image_url": "https://static.shop.example/products/care-kit-01/front-1200x1600.jpg",
            "product_url": "https://shop.example/products/waterproofing-care-kit"
          }
        ],
        "currency": "EUR",
        "subtotal": 139.85,
        "shipping_cost": 4.90,
        "total": 144.75,
        "shipping": {
          "carrier": "DHL",
          "tracking_number": "00340434161094042557",
          "tracking_url": "https://tracking.carrier.example/parcel?piececode=00340434161094042557",
          "estimated_delivery": "2026-01-17",
          "events": [
            {
              "time": "2026-01-11T08:12:00Z",
              "place": "Hamburg",
              "event": "Parcel handed over to the carrier"
            },
            {
              "time": "2026-01-12T03:40:00Z",
              "place": "Hannover",
              "event": "Sorted in the parcel centre"
            },
            {
              "time": "2026-01-13T05:05:00Z",
              "place": "Koeln",
              "event": "Arrived at the regional depot, delayed by snow"
            }
          ]
        },
        "metadata": {
          "created_by": "checkout-service-7f9c",
          "sales_channel": "ios-app",
          "price_list_version": "2026-W02-EUR-retail",
          "session_hash": "b6d81b360a5672d80c27430f39153e2c",
          "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_2 like Mac OS X)"
        }
      }
      """;

  /**
   * Forty turns, twelve orders in JSON and thirty articles: some 6,500 tokens.
   *
   * @param question the last message
   */
  public static ChatRequest longRunning(String question) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .system("You answer customers of a shop for outdoor clothing. State facts only.");
    String[] topics = {
      "delivery", "sizes", "colours", "vouchers", "payment", "returns", "gift wrapping", "repairs"
    };
    for (int turn = 0; turn < 40; turn++) {
      String topic = topics[turn % topics.length];
      request.user(
          "I have a question about "
              + topic
              + " for order OUT-"
              + (50_000 + turn % 12)
              + ". It came up when I talked to my neighbour last week, who shops with you as"
              + " well.");
      request.assistant(
          "Happy to help with "
              + topic
              + "! The rules are on our help pages, and I have noted your wish in the system."
              + " A colleague charged back "
              + (20 + turn)
              + ".45 EUR in that matter. Is there anything else that you would like to know"
              + " today?");
    }
    return request
        .document("orders", orders())
        .document("kb/articles", articles())
        .user(question)
        .build();
  }

  private static String orders() {
    String[] items = {
      "tent",
      "stove",
      "rucksack",
      "sleeping bag",
      "headlamp",
      "compass",
      "poncho",
      "gaiters",
      "thermos",
      "hammock",
      "snowshoes",
      "climbing rope"
    };
    StringBuilder json = new StringBuilder("{\n  \"orders\": [\n");
    for (int i = 0; i < 12; i++) {
      LocalDate day = LocalDate.of(2025, 1, 9).plusDays(31L * i);
      json.append(i == 0 ? "" : ",\n")
          .append("    {\n      \"order_id\": \"OUT-")
          .append(50_000 + i)
          .append("\",\n      \"status\": \"")
          .append(i == 11 ? "in_transit" : "delivered")
          .append("\",\n      \"ordered_date\": \"")
          .append(day)
          .append("\",\n      \"items\": [\n        {\n          \"name\": \"Explorer Series ")
          .append(items[i])
          .append(" for all seasons, second edition\",\n          \"quantity\": 1,\n")
          .append("          \"image_url\": \"https://static.shop.example/p/")
          .append(i)
          .append("/front.jpg\"\n        }\n      ],\n      \"total\": ")
          .append(40 + 10 * i)
          .append(".90,\n      \"currency\": \"EUR\",\n      \"tracking_number\": \"TRK")
          .append(9_000_000 + 77 * i)
          .append("\"\n    }");
    }
    return json.append("\n  ]\n}\n").toString();
  }

  private static String articles() {
    StringBuilder json = new StringBuilder("{\n");
    for (int i = 0; i < 30; i++) {
      json.append(i == 0 ? "" : ",\n")
          .append("  \"article ")
          .append(i + 1)
          .append("\": \"Our help page on ")
          .append(i == 17 ? "refunds" : "subject " + (char) ('A' + i % 26))
          .append(" says how things are done. ")
          .append(
              i == 17
                  ? "A refund reaches the card within 5 business days after the parcel is back."
                  : "Please read it with care before you write to us, since it is kept up to date.")
          .append(" Colleagues add to it whenever customers find something missing.\"");
    }
    return json.append("\n}\n").toString();
  }
}
