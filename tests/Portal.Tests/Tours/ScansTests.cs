using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;
using Marketplace.Portal.Tours;
using Xunit;

namespace Marketplace.Portal.Tests.Tours;

/// <summary>Ids, numbers and times of hand-overs as a form says them.</summary>
public sealed class ScansTests
{
    static readonly Guid Form = Guid.Parse("0199a000-0000-7000-8000-000000000001");
    static readonly Guid Shipment = Guid.Parse("0199a000-0000-7000-8000-000000000002");

    [Fact]
    public void A_form_that_comes_again_makes_the_same_ids_and_another_form_others()
    {
        var id = Scans.IdOf(Form, Shipment);

        Assert.Equal(id, Scans.IdOf(Form, Shipment));
        Assert.NotEqual(id, Scans.IdOf(Shipment, Form));
        Assert.Equal((4, 8), (id.Version, id.Variant & 0xC));
    }

    [Theory]
    [InlineData(" 12 ", 12)]
    [InlineData("1e2", -1)]
    [InlineData("-3", -1)]
    [InlineData("", -1)]
    public void What_is_no_number_of_packages_is_one_that_the_service_refuses(string typed, int packages) =>
        Assert.Equal(packages, Scans.Packages(typed));

    [Fact]
    public void A_time_that_can_not_be_read_is_not_taken_for_now()
    {
        Assert.Equal(default, Scans.At("this morning", TimeProvider.System));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 1, 0, 0, TimeSpan.Zero), Scans.At("2026-11-27T09:00:00+08:00", TimeProvider.System));
    }

    [Fact]
    public void Labels_are_gathered_by_shipment_and_what_nobody_can_read_is_left()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] codes =
        [
            .. Enumerable.Range(1, 3).Select(number => LabelCode.Sign(LabelKind.Package, Shipment, number, 3, key).ToString()),
        ];
        var intake = LabelCode.Sign(LabelKind.Intake, Form, 1, 1, key).ToString();

        var (scans, unreadable) = TypedScans.Read($"{codes[0]}\n{Form} 4\n {codes[2]} \n{codes[0]}\nabc\n{intake}\n{Shipment} 3\n{Form}");

        Assert.Equal([(Shipment, 2), (Form, 0)], scans.Select(lines => (lines.Scan.ShipmentId, lines.Scan.Labels.Count)));
        Assert.Equal([codes[0], codes[2]], scans[0].Lines);
        Assert.Equal(4, scans[1].Scan.Packages);
        Assert.Equal(["abc", intake, $"{Shipment} 3", $"{Form}"], unreadable);
    }
}
