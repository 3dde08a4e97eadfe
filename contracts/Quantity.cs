using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Contracts;

/// <summary>
/// An amount of goods in thousandths of the trade unit that stands beside it. On the wire a decimal string such as "120.5".
/// </summary>
[JsonConverter(typeof(WireFormat))]
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    public static Quantity Zero => default;

    public decimal Units => Thousandths / 1_000m;

    /// <summary>The quantity of so many trade units.</summary>
    /// <exception cref="FormatException">More than three decimal places.</exception>
    public static Quantity Of(decimal units) => new(Scaled.Exactly(
        units, 1_000, new("数量最多三位小数。", "A quantity has at most three decimal places.")));

    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    public override string ToString() => Units.ToString("0.###", CultureInfo.InvariantCulture);

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Thousandths + right.Thousandths);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Thousandths - right.Thousandths);

    public static bool operator <(Quantity left, Quantity right) => left.Thousandths < right.Thousandths;

    public static bool operator >(Quantity left, Quantity right) => left.Thousandths > right.Thousandths;

    public static bool operator <=(Quantity left, Quantity right) => left.Thousandths <= right.Thousandths;

    public static bool operator >=(Quantity left, Quantity right) => left.Thousandths >= right.Thousandths;

    sealed class WireFormat : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Scaled.Checked(Of, Scaled.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
