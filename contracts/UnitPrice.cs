using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Contracts;

/// <summary>
/// A price per trade unit in ten-thousandths of a yuan: at most four places, tax included (CR-03). On the wire a
/// decimal string such as "38.60".
/// </summary>
[JsonConverter(typeof(WireFormat))]
public readonly record struct UnitPrice(long TenThousandths) : IComparable<UnitPrice>
{
    public decimal Yuan => TenThousandths / 10_000m;

    /// <summary>The price of so many yuan.</summary>
    /// <exception cref="FormatException">More than four decimal places.</exception>
    public static UnitPrice FromYuan(decimal yuan) => new(Scaled.Exactly(
        yuan, 10_000, new("单价最多四位小数。", "A unit price has at most four decimal places.")));

    public int CompareTo(UnitPrice other) => TenThousandths.CompareTo(other.TenThousandths);

    public override string ToString() => Yuan.ToString("0.00##", CultureInfo.InvariantCulture);

    public static bool operator <(UnitPrice left, UnitPrice right) => left.TenThousandths < right.TenThousandths;

    public static bool operator >(UnitPrice left, UnitPrice right) => left.TenThousandths > right.TenThousandths;

    public static bool operator <=(UnitPrice left, UnitPrice right) => left.TenThousandths <= right.TenThousandths;

    public static bool operator >=(UnitPrice left, UnitPrice right) => left.TenThousandths >= right.TenThousandths;

    sealed class WireFormat : JsonConverter<UnitPrice>
    {
        public override UnitPrice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Scaled.Checked(FromYuan, Scaled.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, UnitPrice value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
