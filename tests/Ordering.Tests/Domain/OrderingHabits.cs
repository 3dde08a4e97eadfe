using Marketplace.Contracts;
using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Tests.Domain;

/// <summary>
/// What a canteen orders over months, and how somebody splits a purchase to stay under the limit of its policy; all by one seed. An honest
/// canteen orders a menu week by week, fresh goods every two or three days from another supplier and of another category, now and then
/// something that was forgotten, and now and then something large that goes its way through the approval.
/// </summary>
sealed class OrderingHabits
{
    static readonly ProductCategory[] Staples = [ProductCategory.Grain, ProductCategory.Meat, ProductCategory.Egg];

    readonly Random _random;
    readonly Guid _unitId = Guid.CreateVersion7();
    readonly Guid _menuSupplier = Guid.CreateVersion7();
    readonly Guid _freshSupplier = Guid.CreateVersion7();
    readonly ProductCategory _staple;
    readonly double _menuShare;
    readonly DateTimeOffset _begin;

    public OrderingHabits(int seed)
    {
        _random = new Random(seed);
        _staple = Staples[_random.Next(Staples.Length)];
        _menuShare = Between(0.2, 0.97);
        _begin = OrderingFixture.Noon.AddHours(Between(-4, 4));
        Limit = _random.Next(5, 51) * 1_000_00L;
        Policy = new ApprovalPolicy
        {
            UnitId = _unitId,
            Version = 1,
            ValidFrom = DateOnly.MinValue,
            Rules = [new ApprovalRule { Name = "限额", AmountFromFen = Limit, Steps = [new() { PostId = _unitId }] }],
            SplittingDays = 14,
            FiledBy = "filer",
            FiledByUnitId = _unitId,
            FiledAt = _begin,
        };
    }

    public long Limit { get; }

    public ApprovalPolicy Policy { get; }

    /// <summary>What the canteen orders in so many weeks, the oldest first.</summary>
    public List<JudgedOrder> Honest(int weeks)
    {
        List<JudgedOrder> orders = [];
        for (var week = 0; week < weeks; week++)
        {
            var monday = _begin.AddDays(7 * week);
            // Placed within some hours of the same time each week, for a day of the week after.
            var menu = monday.AddHours(Between(-10, 10));
            var menuDay = BusinessDay.Of(monday).AddDays(4);
            orders.Add(Order(menu, menuDay, _menuSupplier, _staple, _menuShare * Between(0.88, 1.12)));
            if (_random.Next(5) == 0)
            {
                orders.Add(Order(menu.AddHours(Between(0.1, 20)), menuDay, _menuSupplier, _staple, Between(0.01, 0.15)));
            }

            for (var day = Between(0, 1); day < 7; day += Between(2, 3))
            {
                var at = monday.AddDays(day);
                orders.Add(Order(at, BusinessDay.Of(at).AddDays(1), _freshSupplier, ProductCategory.Vegetable, Between(0.05, 0.45)));
            }

            if (_random.Next(8) == 0)
            {
                orders.Add(Order(
                    monday.AddDays(Between(0, 6)), BusinessDay.Of(monday).AddDays(20), Guid.CreateVersion7(), ProductCategory.Handicraft,
                    Between(1.05, 3)));
            }
        }

        return [.. orders.OrderBy(order => order.SubmittedAt)];
    }

    /// <summary>A purchase above the limit, in pieces below it, from the given week on.</summary>
    public List<JudgedOrder> Split(int week)
    {
        var start = _begin.AddDays((7 * week) + Between(0, 6));
        var day = BusinessDay.Of(start).AddDays(16);
        var (supplier, category) = _random.Next(2) == 0
            ? (_menuSupplier, _staple)
            : (Guid.CreateVersion7(), ProductCategory.Tea);
        return (_random.Next(4)) switch
        {
            // Cut, and ordered over some days for one day.
            0 => Pieces(Between(0.45, 0.97), index => Order(start.AddDays(index * Between(0.1, 3)), day, supplier, category, Share())),
            // Cut by supplier: goods of one category for one day.
            1 => Pieces(0.6, index => Order(start.AddDays(index), day, Guid.CreateVersion7(), ProductCategory.Tea, Share())),
            // Cut by days of delivery, ordered in one sitting; not over midnight.
            2 => Pieces(0.6, index => Order(
                BusinessDay.StartOf(BusinessDay.Of(start)).AddHours(9).AddMinutes(index * 10), day.AddDays(index), supplier, category,
                    Share())),
            // Each as large as may be, a few days after the other, for days of their own.
            _ => Pieces(0.9, index => Order(
                start.AddDays(index * Between(2, 3)), day.AddDays(index * 3), supplier, category, Between(0.8, 0.999))),
        };

        List<JudgedOrder> Pieces(double size, Func<int, JudgedOrder> piece) =>
            [.. Enumerable.Range(0, _random.Next(size > 0.55 ? 2 : 3, 6)).Select(piece)];

        double Share() => Between(0.52, 0.98);
    }

    double Between(double from, double until) => from + (_random.NextDouble() * (until - from));

    JudgedOrder Order(DateTimeOffset at, DateOnly day, Guid supplierId, ProductCategory category, double shareOfLimit)
    {
        var orderId = Guid.CreateVersion7();
        return new JudgedOrder(orderId, $"{orderId}", at,
        [
            new OrderNeed
            {
                UnitId = _unitId,
                OrderId = orderId,
                Number = 1,
                SubmittedAt = at,
                SupplierId = supplierId,
                Category = category,
                IsOutsidePartnerRegion = false,
                DeliverOn = day,
                Amount = new Money((long)(Limit * shareOfLimit)),
            },
        ]);
    }
}
