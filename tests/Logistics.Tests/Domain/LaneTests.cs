using FsCheck;
using FsCheck.Fluent;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

public sealed class LaneTests
{
    static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Who_says_the_same_again_changes_nothing_also_from_a_later_day_on()
    {
        var standing = Of(-10);
        Assert.Equal(RegisterEffect.Unchanged, Lane.State([standing], Of(-10), Today));
        Assert.Equal(RegisterEffect.Unchanged, Lane.State([standing], Of(5), Today));
        Assert.Null(standing.EndedOn);
    }

    [Fact]
    public void Other_figures_end_what_stood_on_their_first_day()
    {
        var standing = Of(-10);
        Assert.Equal(RegisterEffect.Superseded, Lane.State([standing], Of(3, minutes: 90), Today));
        Assert.Equal(Today.AddDays(3), standing.EndedOn);
        Assert.True(standing.StandsOn(Today.AddDays(2)));
        Assert.False(standing.StandsOn(Today.AddDays(3)));
    }

    [Fact]
    public void The_same_figures_with_an_end_end_what_stands()
    {
        var standing = Of(-10);
        Assert.Equal(RegisterEffect.Ended, Lane.State([standing], Of(-10, ended: 4), Today));
        Assert.Equal(Today.AddDays(4), standing.EndedOn);
        Assert.Equal(RegisterEffect.Unchanged, Lane.State([standing], Of(-10, ended: 4), Today));
        Assert.Equal("lane_ended", Refused([standing], Of(-10, ended: 6)));
    }

    [Fact]
    public void What_has_been_is_not_changed_and_no_two_stand_at_a_time()
    {
        Assert.Equal("day_past", Refused([Of(-10)], Of(-5, minutes: 90)));
        Assert.Equal("day_past", Refused([Of(-10)], Of(-10, ended: -1)));
        Assert.Equal("lane_begins_same_day", Refused([Of(2)], Of(2, minutes: 90)));
        Assert.Equal("lane_overlaps", Refused([Of(2)], Of(1, minutes: 90)));
        Assert.Equal("lane_overlaps", Refused([Of(2)], Of(1, minutes: 90, ended: 3)));
        Assert.Equal(RegisterEffect.Added, Lane.State([Of(2)], Of(1, minutes: 90, ended: 2), Today));
        Assert.Equal(RegisterEffect.Added, Lane.State([Of(-10, ended: -2)], Of(-2), Today));
    }

    [Fact]
    public void One_that_never_stood_is_in_nobodys_way()
    {
        var mistaken = Of(2);
        mistaken.End(Today.AddDays(2));
        Assert.True(mistaken.IsVoid);
        Assert.Equal(RegisterEffect.Added, Lane.State([mistaken], Of(2, minutes: 90), Today));
        Assert.Equal("lane_not_begun", Assert.Throws<RuleBrokenException>(() => Of(2).End(Today)).Code);
    }

    /// <summary>Whatever is stated in whatever order: one stands on a day at most, and what has been stays.</summary>
    [Fact]
    public void Of_two_ends_one_lane_stands_at_a_time_and_nothing_changes_backwards()
    {
        var statements =
            from first in Gen.Choose(-6, 6)
            from minutes in Gen.Elements(60, 90)
            from length in Gen.Choose(0, 5)
            select (First: first, Minutes: minutes, Ended: length == 0 ? (int?)null : first + length);
        Prop.ForAll(statements.ListOf().ToArbitrary(), stated =>
        {
            var known = new List<Lane>();
            foreach (var (first, minutes, ended) in stated)
            {
                var (before, lane) = (StandingOn(known, -10, 0), Of(first, minutes, ended));
                try
                {
                    if (Lane.State(known, lane, Today) is RegisterEffect.Added or RegisterEffect.Superseded)
                    {
                        known.Add(lane);
                    }
                }
                catch (RuleBrokenException)
                {
                    continue;
                }

                // Where nothing stood something may be stated for days that are past.
                Assert.All(before.Zip(StandingOn(known, -10, 0)), day => Assert.True(day.First is null || day.First == day.Second));
                Assert.Equal(minutes, StandingOn(known, first, first + 1)[0]);
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Of each day the minutes of the one that stands; null when none does.</summary>
    static List<int?> StandingOn(List<Lane> known, int from, int until) =>
        [.. Enumerable.Range(from, until - from)
            .Select(day => known.SingleOrDefault(lane => lane.StandsOn(Today.AddDays(day)))?.Minutes)];

    static string Refused(Lane[] known, Lane stated) => Assert.Throws<RuleBrokenException>(() => Lane.State(known, stated, Today)).Code;

    static Lane Of(int from, int minutes = 60, int? ended = null)
    {
        var lane = new Lane
        {
            Id = Guid.CreateVersion7(),
            BeginsAt = "513430",
            EndsAt = "330200",
            FromRegionId = "513430",
            ToRegionId = "330200",
            Metres = 50_000,
            Minutes = minutes,
            Source = "县交通局里程表",
            ValidFrom = Today.AddDays(from),
            StatedAt = DateTimeOffset.UnixEpoch,
            StatedBy = "office",
        };
        if (ended is { } days)
        {
            lane.End(Today.AddDays(days));
        }

        return lane;
    }
}
