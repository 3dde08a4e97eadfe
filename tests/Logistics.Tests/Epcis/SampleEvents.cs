using System.Text.Json.Nodes;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>Events of each type, with every member that the standard has.</summary>
static class SampleEvents
{
    /// <summary>The types of the standard.</summary>
    public static readonly string[] Types =
        ["ObjectEvent", "AggregationEvent", "AssociationEvent", "TransactionEvent", "TransformationEvent"];

    /// <summary>The least that an event has.</summary>
    public static JsonObject Observed(string epc, string? eventId = null) => Parse(
        """
        {
          "type": "ObjectEvent", "eventTime": "2026-11-20T09:30:00.000+08:00", "eventTimeZoneOffset": "+08:00", "action": "OBSERVE",
          "bizStep": "inspecting"
        }
        """, node =>
        {
            node["epcList"] = new JsonArray(epc);
            if (eventId is not null)
            {
                node["eventID"] = eventId;
            }
        });

    /// <summary>An event with all members of its type.</summary>
    public static JsonObject Whole(string type, string id)
    {
        var whole = Parse(
            """
            {
              "eventTime": "2026-11-20T09:30:00.125+08:00",
              "eventTimeZoneOffset": "+08:00",
              "certificationInfo": ["https://certificates.example.com/17", "https://certificates.example.com/18"],
              "bizStep": "inspecting",
              "disposition": "conformant",
              "persistentDisposition": { "set": ["completeness_verified"], "unset": ["completeness_inferred"] },
              "readPoint": { "id": "https://id.gs1.org/414/6901234000016" },
              "bizLocation": { "id": "urn:epc:id:sgln:6901234.00001.0", "example:hall": "3" },
              "bizTransactionList": [
                { "type": "po", "bizTransaction": "https://orders.example.com/po/17" },
                { "type": "https://words.example.com/contract", "bizTransaction": "urn:example:contract:9" },
                { "bizTransaction": "urn:example:paper:1" }
              ],
              "sourceList": [{ "type": "owning_party", "source": "urn:epc:id:pgln:6901234.00001" }],
              "destinationList": [{ "type": "possessing_party", "destination": "urn:epc:id:pgln:6901234.00002" }],
              "sensorElementList": [
                {
                  "sensorMetadata": {
                    "startTime": "2026-11-20T08:00:00Z", "endTime": "2026-11-20T09:00:00Z", "deviceID": "urn:epc:id:giai:6901234.1",
                    "bizRules": "https://rules.example.com/1", "example:note": "门旁"
                  },
                  "sensorReport": [
                    { "type": "Temperature", "minValue": 2.50, "maxValue": 7e0, "meanValue": 4.25, "sDev": 0.4,
                      "uom": "CEL", "component": "x" },
                    { "type": "Temperature", "exception": "ALARM_CONDITION", "time": "2026-11-20T08:30:00Z", "value": 9.75, "uom": "CEL" },
                    { "type": "https://measures.example.com/Ripeness", "stringValue": "成熟", "booleanValue": true, "hexBinaryValue": "0aFF",
                      "uriValue": "https://scale.example.com/5" }
                  ],
                  "example:colour": { "example:shade": ["浅绿", 3, null, false] }
                }
              ],
              "example:remark": "外观完好",
              "https://words.example.com/weighing": { "example:scale": "B-7" }
            }
            """);
        whole["type"] = type;
        whole["eventID"] = id;
        var quantities = JsonNode.Parse(
            """
            [
              { "epcClass": "https://id.gs1.org/01/06901234000016/10/L17", "quantity": 200.5, "uom": "KGM" },
              { "epcClass": "urn:epc:class:lgtin:6901234.000001.L18" }
            ]
            """)!;
        JsonArray Objects() => ["urn:epc:id:sgtin:6901234.000001.17", "https://id.gs1.org/01/06901234000016/21/18"];
        if (type != "TransformationEvent")
        {
            whole["action"] = "ADD";
        }

        switch (type)
        {
            case "ObjectEvent":
                (whole["epcList"], whole["quantityList"]) = (Objects(), quantities);
                whole["ilmd"] = new JsonObject { ["example:harvest"] = "2026-11-01", ["example:parts"] = new JsonArray(1, 2.5m) };
                break;
            case "AggregationEvent" or "AssociationEvent":
                (whole["parentID"], whole["childEPCs"], whole["childQuantityList"]) =
                    ("urn:epc:id:sscc:6901234.0000000017", Objects(), quantities);
                break;
            case "TransactionEvent":
                whole["parentID"] = "urn:epc:id:sscc:6901234.0000000017";
                (whole["epcList"], whole["quantityList"]) = (Objects(), quantities);
                break;
            default:
                (whole["inputEPCList"], whole["outputQuantityList"]) = (Objects(), quantities);
                whole["transformationID"] = "urn:example:drying:4";
                whole["ilmd"] = new JsonObject { ["example:moisture"] = 0.08m };
                break;
        }

        return whole;
    }

    static JsonObject Parse(string json, Action<JsonObject>? change = null)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        change?.Invoke(node);
        return node;
    }
}
