using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// What a line was promised of a program, when it was ordered. In the end it has earned some of it, in proportion to what was accepted, and
/// released the rest.
/// </summary>
public sealed class SubsidyGrant
{
    SubsidyGrant()
    {
    }

    public Guid LineId { get; private init; }

    public Guid ProgramId { get; private init; }

    public Guid OrderId { get; private init; }

    public Guid PartId { get; private init; }

    public Money Granted { get; private init; }

    /// <summary>What the acceptances of the line say that it gets.</summary>
    public Money Earned { get; private set; }

    /// <summary>What went back to the program, since less was accepted than was ordered.</summary>
    public Money Released { get; private set; }

    /// <summary>What the program pays on top of the line.</summary>
    public static SubsidyGrant Of(SubsidyProgram program, Guid orderId, OrderLine line) => new()
    {
        LineId = line.LineId,
        ProgramId = program.ProgramId,
        OrderId = orderId,
        PartId = line.PartId,
        Granted = program.On(line),
    };

    /// <summary>An acceptance has earned so much more of it.</summary>
    public void Earn(Money amount) => Earned += amount;

    /// <summary>Nothing more is to be accepted: the rest goes back.</summary>
    /// <returns>How much that is.</returns>
    public Money ReleaseRest()
    {
        var rest = Granted - Earned - Released;
        Released += rest;
        return rest;
    }
}
