namespace Marketplace.Contracts;

/// <summary>An amount of money in whole fen (100 fen = 1 yuan). May be negative. Overflow throws.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    /// <summary>The most that one amount that somebody states may be: a hundred billion yuan, so that sums of many still fit.</summary>
    public const long FenMax = 10_000_000_000_000;

    public static Money Zero => default;

    public decimal Yuan => Fen / 100m;

    /// <summary>Quantity times unit price, rounded once, half away from zero (CR-03).</summary>
    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    public static Money Of(Quantity quantity, UnitPrice price) =>
        // Thousandths of a unit times ten-thousandths of a yuan are 10^-7 yuan, that is 10^-5 fen.
        new((long)decimal.Round((decimal)quantity.Thousandths * price.TenThousandths / 100_000m, 0, MidpointRounding.AwayFromZero));

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan with two places and thousands separators, for people.</summary>
    public override string ToString() => Yuan.ToString("N2", System.Globalization.CultureInfo.InvariantCulture);

    public static Money operator +(Money left, Money right) => new(left.Fen + right.Fen);

    public static Money operator -(Money left, Money right) => new(left.Fen - right.Fen);

    public static Money operator -(Money money) => new(-money.Fen);

    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;
}
