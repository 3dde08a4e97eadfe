using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Xunit;
using static Marketplace.Ordering.Tests.Domain.Examples;

namespace Marketplace.Ordering.Tests.Domain;

/// <summary>What holds of every order, whatever is ordered and whatever is heard in whatever order.</summary>
public sealed class OrderProperties
{
    /// <summary>What an order may hear.</summary>
    enum News
    {
        Stock,
        Budget,
        Refusal,
        Timeout,
        FirstPart,
        SecondPart,
    }

    static readonly Gen<OrderedLine> SomeLine =
        from thousandths in Gen.Choose(1, 1_000_000_000)
        from price in Gen.Choose(1, 10_000_000)
        from supplier in Gen.Choose(1, 5)
        select Line(new Quantity(thousandths), new UnitPrice(price), supplier);

    [Fact]
    public void Parts_always_add_up_to_the_order_and_lines_to_their_part() => Check(Prop.ForAll(
        SomeLine.NonEmptyListOf().ToArbitrary(),
        lines =>
        {
            var order = Place([.. lines]);
            return order.Amount.Fen == order.Parts.Sum(part => part.Amount.Fen)
                && order.Parts.All(part => part.Amount.Fen == part.Lines.Sum(line => line.Amount.Fen))
                && order.Parts.Sum(part => part.Lines.Count) == lines.Count
                && order.Parts.All(part => part.Lines.All(line => line.Goods.SupplierId == part.SupplierId && line.PartId == part.PartId))
                && order.Parts.DistinctBy(part => part.SupplierId).Count() == order.Parts.Count;
        }));

    [Fact]
    public void Shares_of_a_discount_add_up_to_it_and_leave_no_line_below_nothing() => Check(Prop.ForAll(
        SomeLine.NonEmptyListOf().Zip(Gen.Choose(1, 99)).ToArbitrary(),
        any =>
        {
            var lines = any.Item1.ToArray();
            var discount = new Money(Order.GrossOf(lines).Fen * any.Item2 / 100);
            var order = PlaceWith(null, discount, lines);
            var placed = order.Parts.SelectMany(part => part.Lines).ToArray();
            return placed.Sum(line => line.Discount.Fen) == discount.Fen
                && placed.All(line => line.Discount >= Money.Zero && line.Discount <= line.Amount)
                && order.Amount.Fen == placed.Sum(line => line.Amount.Fen) - discount.Fen
                && order.Parts.Sum(part => part.Amount.Fen) == order.Amount.Fen;
        }));

    [Fact]
    public void An_order_never_leaves_an_end_and_goes_only_forward() => Check(Prop.ForAll(
        SomeNews().ListOf().ToArbitrary(),
        heard =>
        {
            var order = OfTwoParts();
            foreach (var news in heard)
            {
                var before = order.State;
                Hear(order, news);
                if (!MayFollow(before, order.State))
                {
                    return false;
                }
            }

            return true;
        }));

    [Fact]
    public void An_order_is_confirmed_exactly_once_in_any_order_of_what_is_held() => Check(Prop.ForAll(
        Gen.Elements(News.Stock, News.Budget).ListOf().ToArbitrary(),
        heard =>
        {
            var order = OfTwoParts();
            var confirmations = heard.Count(news => Hear(order, news));
            var bothHeard = heard.Contains(News.Stock) && heard.Contains(News.Budget);
            return confirmations == (bothHeard ? 1 : 0) && order.State == (bothHeard ? OrderState.Confirmed : OrderState.Submitted);
        }));

    [Fact]
    public void What_becomes_of_an_order_is_told_at_most_once_and_never_both_ways() => Check(Prop.ForAll(
        SomeNews().ListOf().ToArbitrary(),
        heard =>
        {
            var order = OfTwoParts();
            var told = heard.Where(news => Hear(order, news)).ToList();
            var confirmed = told.Count(news => news is News.Stock or News.Budget);
            var cancelled = told.Count(news => news is News.Refusal or News.Timeout);
            var completed = told.Count(news => news is News.FirstPart or News.SecondPart);
            return confirmed + cancelled <= 1 && completed <= confirmed;
        }));

    [Fact]
    public void A_part_ends_in_the_same_state_whatever_the_order_of_the_notes() => Check(Prop.ForAll(
        Gen.Shuffle(Enumerable.Range(0, 3).ToArray()).ToArbitrary(),
        notes =>
        {
            var order = OfTwoParts();
            _ = Hear(order, News.Stock) | Hear(order, News.Budget);
            var part = order.Parts[0];
            var states = new List<PartState>();
            foreach (var note in notes)
            {
                Action hear = note switch
                {
                    0 => () => part.NoteDispatch(Noon),
                    1 => () => part.NoteDelivery(Noon),
                    _ => () => order.Accept(part, new PartAcceptance(1, true, part.Amount, Noon, BusinessDay.Of(Noon)), Noon),
                };
                hear();
                states.Add(part.StateIn(order.State));
            }

            return states[^1] == PartState.Accepted && states.SequenceEqual(states.Order());
        }));

    [Fact]
    public void Accepted_parts_add_up_to_the_order() => Check(Prop.ForAll(
        SomeNews().ListOf().ToArbitrary(),
        heard =>
        {
            var order = OfTwoParts();
            foreach (var news in heard)
            {
                Hear(order, news);
            }

            return order.Accepted.Fen == order.Parts.Sum(part => part.Accepted.Fen)
                && (order.State == OrderState.Completed) == order.Parts.All(part => part.IsAccepted);
        }));

    static Gen<News> SomeNews() => Gen.Elements(Enum.GetValues<News>());

    static Order OfTwoParts() => Place(Line(3, 2.5m, supplier: 1), Line(4, 1.25m, supplier: 2));

    /// <summary>True when something is to be told because of the news.</summary>
    static bool Hear(Order order, News news) => news switch
    {
        News.Stock => order.HoldStock(Held(order), Zhenhai, Noon) is not null,
        News.Budget => order.HoldBudget(Zhenhai, Noon) is not null,
        News.Refusal => order.Cancel(CancellationReason.StockShort, new BilingualText("缺货", "Short"), Noon),
        News.Timeout => order.Cancel(CancellationReason.TimedOut, new BilingualText("超时", "Timed out"), Noon),
        News.FirstPart => Accept(order, 0),
        News.SecondPart => Accept(order, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(news)),
    };

    // Nobody can accept what was not confirmed; the verb parks such a message before it comes to the order.
    static bool Accept(Order order, int part) =>
        order.State is OrderState.Confirmed or OrderState.Completed
        && order.Accept(order.Parts[part], new PartAcceptance(1, true, order.Parts[part].Amount, Noon, BusinessDay.Of(Noon)), Noon);

    static bool MayFollow(OrderState before, OrderState after) => (before, after) switch
    {
        (OrderState.Submitted, OrderState.Submitted or OrderState.Confirmed or OrderState.Cancelled) => true,
        (OrderState.Confirmed, OrderState.Confirmed or OrderState.Completed) => true,
        (OrderState.Cancelled, OrderState.Cancelled) => true,
        (OrderState.Completed, OrderState.Completed) => true,
        _ => false,
    };

    static void Check(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
